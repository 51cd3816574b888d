import type { ReactNode } from "react";
import { countryName } from "@/app/_server/countries";
import { METHOD_WORDS, SHIPPING_WORDS } from "@/components/checkout/checkout-words";
import { OrderTimeline, type TimelineStep } from "@/components/checkout/order-timeline";
import { Totals } from "@/components/checkout/totals";
import { type Transfer, TransferPanel } from "@/components/checkout/transfer-panel";
import { optionWords, pieces } from "@/components/shop/cart-words";
import { LinkButton } from "@/components/ui/button";
import { Picture } from "@/components/ui/picture";
import { formatTime } from "@/lib/dates";
import type { StoredPicture } from "@/lib/media/queries";
import { formatCents, multiplyCents } from "@/lib/money";
import type { OrderDetails } from "@/lib/orders/queries";
import type { Address } from "@/lib/orders/types";

type Props = OrderDetails & { pictures: Map<string, StoredPicture>; transfer: Transfer | null };

export function OrderView({ order, lines, events, pictures, transfer }: Props) {
  const shippingMethod = order.shippingMethod === "express" ? "express" : "standard";
  const sameAddress = JSON.stringify(order.billingAddress) === JSON.stringify(order.shippingAddress);
  return (
    <div className="wrap grid items-start gap-x-[clamp(2.5rem,6vw,6rem)] gap-y-10 pt-8 pb-16 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] lg:pt-12">
      <div className="grid gap-8">
        <div className="grid gap-3">
          <p className="figures text-sm text-stone">
            Order <b className="font-medium text-ink select-all">{order.reference}</b>
          </p>
          <h1 className="text-3xl lg:text-4xl">
            {order.status === "cancelled" ? "This order was cancelled." : `Thank you, ${order.shippingAddress.firstName}.`}
          </h1>
          <p>{openingWords(order, transfer)}</p>
        </div>
        {transfer && <TransferPanel transfer={transfer} />}
        <Section title="What happens">
          <OrderTimeline steps={timelineOf(order, events)} />
        </Section>
        <div className="grid gap-8 sm:grid-cols-2">
          <Section title="Delivery">
            <p>{SHIPPING_WORDS[shippingMethod]}</p>
            <AddressLines address={order.shippingAddress} />
            <p className="figures text-stone">{order.phone}</p>
          </Section>
          <Section title="Invoice and payment">
            <p>{METHOD_WORDS[order.paymentMethod].name}</p>
            {order.company && <p>{order.company}</p>}
            {order.vatId && <p className="figures">{order.vatId}</p>}
            {sameAddress ? <p className="text-stone">To the same address</p> : <AddressLines address={order.billingAddress} />}
            <p className="break-words text-stone">{order.email}</p>
          </Section>
        </div>
        {order.note && (
          <Section title="Your note">
            <p className="whitespace-pre-line">{order.note}</p>
          </Section>
        )}
        <LinkButton href="/" look="line" className="justify-self-start">
          Back to the shop
        </LinkButton>
      </div>
      <aside aria-label="What you ordered" className="grid gap-5 rounded-md bg-linen p-5 sm:p-7 lg:sticky lg:top-6">
        <h2 className="text-xl">Your order</h2>
        <ul className="grid gap-4">
          {lines.map((line) => {
            const picture = line.mediaKey ? pictures.get(line.mediaKey) : undefined;
            return (
              <li key={line.position} className="grid grid-cols-[4rem_1fr_auto] gap-3.5 text-sm leading-snug">
                <div className="aspect-4/5 w-16 overflow-hidden rounded-md bg-linen-deep">
                  {picture && <Picture picture={{ ...picture, alt: "" }} sizes="64px" className="size-full object-cover" />}
                </div>
                <div>
                  <b className="font-medium">{line.name}</b>
                  <p className="text-stone">{[optionWords(line.options), pieces(line.quantity)].filter(Boolean).join(" · ")}</p>
                </div>
                <p className="figures">{formatCents(multiplyCents(line.unitPriceCents, line.quantity))}</p>
              </li>
            );
          })}
        </ul>
        <div className="border-t border-[#cabda5] pt-4">
          <Totals figures={{ ...order, shippingMethod }} destination={countryName(order.shippingAddress.country)} settled />
        </div>
      </aside>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid content-start gap-1 border-t border-linen-deep pt-5">
      <h2 className="mb-3 text-xl">{title}</h2>
      {children}
    </section>
  );
}

function AddressLines({ address }: { address: Address }) {
  return (
    <address className="not-italic">
      {address.firstName} {address.lastName}
      <br />
      {address.address}
      {address.address2 && (
        <>
          <br />
          {address.address2}
        </>
      )}
      <br />
      <span className="figures">{address.postalCode}</span> {address.city}
      <br />
      {countryName(address.country)}
    </address>
  );
}

function openingWords(order: Props["order"], transfer: Transfer | null): string {
  if (order.status === "cancelled") return "Nothing will be sent and nothing is owed.";
  if (transfer) return `We pack your order as soon as your transfer of ${formatCents(transfer.amountCents)} is here.`;
  if (order.paymentMethod === "cash_on_delivery")
    return `We are packing it. Please have ${formatCents(order.totalCents)} ready for the courier.`;
  return "We have your order.";
}

const EVENT_WORDS: Record<string, string> = {
  placed: "Order placed",
  confirmed: "Order confirmed",
  shipped: "Sent to you",
  delivered: "Delivered",
  cancelled: "Order cancelled",
};

/** What happened, then what is still to come. */
function timelineOf({ status, paymentMethod }: Props["order"], events: Props["events"]): TimelineStep[] {
  const past = events.map(({ kind, note, createdAt }) => ({
    words: note ? `${EVENT_WORDS[kind] ?? kind}: ${note}` : (EVENT_WORDS[kind] ?? kind),
    time: formatTime(createdAt),
    done: true,
  }));
  const ahead = { pending: ["Payment", "Sent to you", "Delivered"], confirmed: ["Sent to you", "Delivered"], shipped: ["Delivered"] };
  const next = status === "pending" || status === "confirmed" || status === "shipped" ? ahead[status] : [];
  const words = paymentMethod === "bank_transfer" ? "Your transfer arrives" : "Payment";
  return [...past, ...next.map((step) => ({ words: step === "Payment" ? words : step, time: null, done: false }))];
}
