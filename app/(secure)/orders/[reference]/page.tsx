import type { Metadata } from "next";
import { z } from "zod";
import { rememberedPieces, sessionCartId } from "@/app/_server/cart-session";
import { database } from "@/app/_server/database";
import { findOwnOrder } from "@/app/_server/order-session";
import { consumeLimit } from "@/app/_server/request";
import { sendMailAfterwards } from "@/app/_server/send-mail";
import { type PaymentRefusal, REFUSAL_WORDS } from "@/components/checkout/checkout-words";
import { CleanAddress, ForgetOrdered } from "@/components/checkout/watch-payment";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { findCart } from "@/lib/cart/queries";
import { countPieces } from "@/lib/cart/types";
import { findPictures } from "@/lib/media/queries";
import type { Order } from "@/lib/orders/queries";
import { findOrderPayment } from "@/lib/payments/queries";
import { syncOrder } from "@/lib/payments/sync-order";
import { getSettings } from "@/lib/settings";
import { settle } from "./actions";
import { OrderView } from "./order-view";
import { PaymentSection } from "./payment-section";
import { transferOf } from "./transfer";

export const instant = false;

export const metadata: Metadata = { title: "Your order" };

const isRefusal = (text: unknown): text is PaymentRefusal => typeof text === "string" && text in REFUSAL_WORDS;
/** Why the payment could not be started, as the checkout says. A provider's own words in the address are not read. */
const search = z.object({ payment: z.custom<PaymentRefusal>(isRefusal).optional().catch(undefined) });

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<unknown> };

export default async function OrderPage({ params, searchParams }: Props) {
  const { reference } = await params;
  const synced = await syncOwnOrder(reference);
  const details = await findOwnOrder(reference);
  if (!details) return <NotShown />;
  const { order, lines, events } = details;
  const [payment, pictures, settings, stale] = await Promise.all([
    findOrderPayment(database(), order.id),
    findPictures(
      database(),
      lines.map(({ mediaKey }) => mediaKey),
    ),
    getSettings(database()),
    isBadgeStale(order),
  ]);
  return (
    <>
      <OrderView {...details} payment={payment} pictures={pictures} transfer={transferOf(order, settings.company)} now={new Date()}>
        <PaymentSection
          order={order}
          payment={payment}
          declined={events.at(-1)?.kind === "payment_failed"}
          unreachable={synced === "unreachable"}
          refusal={search.parse(await searchParams).payment ?? null}
          settings={settings}
        />
      </OrderView>
      <CleanAddress />
      {stale && <ForgetOrdered reference={reference} settle={settle} />}
    </>
  );
}

/** Whoever looks at an order whose payment is open may have just paid it: the provider knows, the address they came back by does not. */
async function syncOwnOrder(reference: string): Promise<"synced" | "unreachable"> {
  const details = await findOwnOrder(reference);
  if (!details || !(await findOrderPayment(database(), details.order.id)).openMethod) return "synced";
  if (!(await consumeLimit("syncPayment")).ok) return "synced";
  sendMailAfterwards();
  return await syncOrder(database(), details.order.id, new Date());
}

/** Whether the badge still counts what has been ordered: a page can't set it, only an action can. */
async function isBadgeStale(order: Order): Promise<boolean> {
  const cartId = await sessionCartId();
  if (!cartId || cartId !== order.cartId || order.status !== "confirmed") return false;
  return (await rememberedPieces()) !== countPieces((await findCart(database(), cartId))?.lines ?? []);
}

/** The same for an order of somebody else, one whose day is over, and one that never was. */
function NotShown() {
  return (
    <div className="wrap">
      <EmptyState title="This order can't be shown here">
        <p>An order is shown for a day, in the browser that placed it. Please open it there.</p>
        <LinkButton href="/">Go to the shop</LinkButton>
      </EmptyState>
    </div>
  );
}
