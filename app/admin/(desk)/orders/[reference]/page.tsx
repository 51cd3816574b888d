import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { FULFILMENT_STATES, PAYMENT_STATES } from "@/app/admin/order-states";
import { Chip } from "@/components/admin/chip";
import { PresenceLine } from "@/components/admin/presence-line";
import { countryName, formatDateTime, formatMoney } from "@/lib/core/format";
import type { OrderSheet } from "@/lib/operations/order-sheet";
import { AddressPanel, BuyerPanel } from "./buyer";
import { Items } from "./items";
import { Money } from "./money";
import { nextStep } from "./next-step";
import { Parcels } from "./parcels";
import { PaymentPanel } from "./payment";
import { readOrder } from "./reads";
import { Returns } from "./returns";
import { Timeline } from "./timeline";

export const instant = false;

type Props = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).reference) };
}

export default async function OrderPage({ params }: Props) {
  const sheet = await readOrder((await params).reference);
  if (!sheet) notFound();
  const { order, payment } = sheet;
  return (
    <>
      <div className="grid gap-2.5">
        <nav aria-label="Breadcrumb" className="text-xs text-stone">
          <Link href="/admin/orders" className="hover:text-ink hover:underline max-lg:touch">
            Orders
          </Link>{" "}
          / <span aria-current="page">{order.reference}</span>
        </nav>
        <h1 className="figures select-all">{order.reference}</h1>
        <div className="flex flex-wrap gap-2">
          <Chip tone={PAYMENT_STATES[payment.status].tone}>{PAYMENT_STATES[payment.status].words}</Chip>
          <Chip tone={fulfilmentOf(sheet).tone}>{fulfilmentOf(sheet).words}</Chip>
          {sheet.disputes.some(({ status }) => status === "open") && <Chip tone="stop">Disputed</Chip>}
          {sheet.returns.some(({ status }) => status === "requested" || status === "received") && <Chip tone="stop">Return to decide</Chip>}
        </div>
        <PresenceLine subject={`order ${order.reference}`} />
        <p className="figures text-stone">{summaryOf(sheet)}</p>
        <p className="max-w-none border-t border-linen-deep pt-3 font-semibold">{nextStep(sheet)}</p>
      </div>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-5">
          <Items sheet={sheet} />
          <Money sheet={sheet} />
          {sheet.shipments.length > 0 && <Parcels shipments={sheet.shipments} />}
          {sheet.returns.length > 0 && <Returns returns={sheet.returns} />}
          <Timeline sheet={sheet} />
        </div>
        <div className="grid min-w-0 gap-5">
          <PaymentPanel sheet={sheet} />
          <BuyerPanel sheet={sheet} />
          <AddressPanel order={order} />
        </div>
      </div>
    </>
  );
}

function fulfilmentOf({ order, shipments }: OrderSheet) {
  return FULFILMENT_STATES[order.status === "confirmed" && shipments.length > 0 ? "partly_shipped" : order.status];
}

function summaryOf({ order, lines }: OrderSheet): string {
  const items = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const { city, country } = order.shippingAddress;
  const what = `${items === 1 ? "One item" : `${items} items`}, ${formatMoney(order.totalCents, "en")}`;
  return `Placed on ${formatDateTime(order.placedAt, "en")} from ${city}, ${countryName(country, "en")}. ${what}.`;
}
