import { z } from "zod";
import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { consumeLimit } from "@/app/_server/request-context";
import { sendMailAfterwards } from "@/app/_server/send-mail";
import { findShownOrder, type OrderAccess, rememberedItemCount, sessionCartId } from "@/app/_server/session";
import { findCart } from "@/lib/cart/queries";
import { countItems } from "@/lib/cart/types";
import type { PaymentRefusal } from "@/lib/checkout/state";
import type { Locale } from "@/lib/core/locales";
import { findPictures } from "@/lib/media/queries";
import type { Order } from "@/lib/orders/queries";
import { findOrderPayment } from "@/lib/payments/queries";
import { sumAwaitingAccount } from "@/lib/refunds/transfer-refund";
import { getSettings } from "@/lib/settings/settings";
import { syncOrder } from "@/lib/settlement/sync-payment";
import { AccountForm } from "./account-form";
import { sync } from "./actions";
import { FlashMessage, isOrderOutcome, type OrderOutcome } from "./order-outcome";
import { OrderView } from "./order-view";
import { PaymentSection } from "./payment-section";
import { PostPurchase } from "./post-purchase";
import { transferOf } from "./transfer";
import { CleanAddress, ForgetOrdered } from "./watch-payment";
import { readWrongAccount } from "./wrong-account";

const REFUSALS = [
  "unreachable",
  "refused",
  "method_unavailable",
  "in_progress",
  "not_payable",
  "rate_limited",
] as const satisfies readonly PaymentRefusal[];

/** The checkout's reason why the payment could not be started, and the outcome of a form. A provider's own parameters are ignored. */
const search = z.object({
  payment: z.enum(REFUSALS).optional().catch(undefined),
  outcome: z.custom<OrderOutcome>(isOrderOutcome).optional().catch(undefined),
});

/** The page of an order, the same through the link of an email as in the browser that placed it. */
export async function ShownOrder({
  access,
  searchParams,
  locale,
}: {
  access: OrderAccess;
  searchParams: Promise<unknown>;
  locale: Locale;
}) {
  const synced = await syncShownOrder(access);
  const details = await findShownOrder(access);
  // The link has just expired.
  if (!details) return null;
  const { order, lines, events } = details;
  const [payment, pictures, settings, stale, accountCents, wrongAccount] = await Promise.all([
    findOrderPayment(database(), order.id),
    findPictures(
      database(),
      lines.map(({ mediaKey }) => mediaKey),
    ),
    getSettings(database()),
    isBadgeStale(order),
    sumAwaitingAccount(database(), order.id),
    readWrongAccount(access),
  ]);
  const { payment: refusal = null, outcome = null } = search.parse(await searchParams);
  const now = await currentTime();
  const transfer = transferOf(order, settings.company, payment.dueCents, locale);
  return (
    <>
      <OrderView
        {...details}
        payment={payment}
        pictures={pictures}
        transfer={transfer}
        now={now}
        locale={locale}
        postPurchase={
          <PostPurchase access={access} order={order} payment={payment} proForma={transfer !== null} now={now} locale={locale} />
        }
      >
        {outcome && <FlashMessage outcome={outcome} cancelled={order.status === "cancelled"} locale={locale} />}
        {accountCents > 0 && <AccountForm access={access} amountCents={accountCents} wrong={wrongAccount} locale={locale} />}
        <PaymentSection
          access={access}
          order={order}
          payment={payment}
          declined={events.at(-1)?.kind === "payment_failed"}
          unreachable={synced === "unreachable"}
          refusal={refusal}
          settings={settings}
          locale={locale}
        />
      </OrderView>
      <CleanAddress />
      {stale && <ForgetOrdered reference={order.reference} sync={sync.bind(null, access.token)} />}
    </>
  );
}

/** Asks the provider about an open payment, because the customer may have just paid it. */
async function syncShownOrder(access: OrderAccess): Promise<"synced" | "unreachable"> {
  const details = await findShownOrder(access);
  if (!details || !(await findOrderPayment(database(), details.order.id)).openMethod) return "synced";
  if (!(await consumeLimit("syncPayment")).ok) return "synced";
  sendMailAfterwards();
  return await syncOrder(database(), details.order.id, await currentTime());
}

/** Whether the badge still counts the ordered items. Only an action can set its cookie, not a page. */
async function isBadgeStale(order: Order): Promise<boolean> {
  const cartId = await sessionCartId();
  if (!cartId || cartId !== order.cartId || order.status !== "confirmed") return false;
  return (await rememberedItemCount()) !== countItems((await findCart(database(), cartId))?.lines ?? []);
}
