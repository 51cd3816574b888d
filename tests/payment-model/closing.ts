import { isNull } from "drizzle-orm";
import { alerts } from "@/db/schema/payments";
import { ZERO } from "@/lib/core/money";
import { type Book, checkCarts, documentedCents, keptCents, openReturns, receivedCents, refundsUnderWay, statusOf } from "./books";
import { runJobs } from "./drain";
import { listCaptures } from "./provider-money";
import { decide, giveBack } from "./return-actions";
import { deliverAll, payCourier, priceDelivery, sendParcel, stateBefore, transferBackAll } from "./staff-actions";
import { count, type System } from "./system";
import { Violation } from "./violation";

/**
 * Ends every order as staff, couriers and customers would: what is confirmed is sent and arrives, couriers bring what is due,
 * returns are decided, and money is transferred back. Each of these must be possible.
 */
export async function closeOrders(system: System): Promise<void> {
  const wrong: string[] = [];
  system.deadly = false;
  system.story.busy = 1;
  // What was agreed in the order counts, not what delivery costs by the time it is closed.
  await priceDelivery(system, true);
  for (const [index, book] of system.story.books.entries()) {
    if (index % 2 === 1) await disputeBeforeSending(system, book);
    wrong.push(...(await sendRest(system, book)));
    await deliverAll(system, book);
    const before = await stateBefore(system, book);
    if (before.due > 0) await payCourier(system, book, before.due + book.cashCents, before);
    if (index % 2 === 0 && book.shipments.length > 0) await giveBack(system, book, "withdrawal", true);
  }
  wrong.push(...(await endReturns(system)));
  for (const book of system.story.books) await transferBackAll(system, book);
  await system.sandbox.settled();
  wrong.push(...(await checkCarts(system)));
  if (wrong.length > 0) throw new Violation(wrong.join("\n"));
}

/** A bank disputes a payment just before staff send its order, which they must not do until the bank has decided. */
async function disputeBeforeSending(system: System, book: Book): Promise<void> {
  const { status } = await statusOf(system, book.orderId);
  const isTheirs = ({ reference, provider, dispute, refunds }: ReturnType<typeof listCaptures>[number]) =>
    reference === book.reference && provider === "stripe" && dispute === null && refunds.length === 0;
  const capture = listCaptures(system).find(isTheirs);
  if (status !== "confirmed" || !capture) return;
  const { id } = system.sandbox.stripe.dispute(capture.ref);
  await runJobs(system);
  await sendParcel(system, book, false);
  system.sandbox.stripe.closeDispute(id, "won");
  await runJobs(system);
  count(system, "disputed before it is sent");
}

async function sendRest(system: System, book: Book): Promise<string[]> {
  const { status } = await statusOf(system, book.orderId);
  if (status !== "confirmed") return [];
  const isOpen = (await openReturns(system)).some(({ orderId }) => orderId === book.orderId);
  const captures = listCaptures(system).filter(({ reference }) => reference === book.reference);
  const hasMovedBack = keptCents(system, book) < receivedCents(system, book) || (await refundsUnderWay(system, book.orderId)).length > 0;
  const sent = await sendParcel(system, book, false);
  if (sent?.ok) return [];
  const isClear = !isOpen && !hasMovedBack && captures.every(({ dispute }) => dispute === null || dispute === "won");
  return isClear ? [`a confirmed order can't be sent: ${String(sent?.error)}`] : [];
}

/** Approves, receives and then refunds or closes each open return: one of both must be possible. */
async function endReturns(system: System): Promise<string[]> {
  const wrong: string[] = [];
  for (const { id, orderId } of await openReturns(system)) {
    await decide(system, { id, orderId }, { decision: "approve", restock: false, deductionCents: ZERO });
    const tries = [await decide(system, { id, orderId }, { decision: "refund", restock: false, deductionCents: ZERO })];
    if (!tries[0]?.ok) tries.push(await decide(system, { id, orderId }, { decision: "close", restock: false, deductionCents: ZERO }));
    const { status } = await statusOf(system, orderId);
    if (tries.some((outcome) => outcome?.ok)) count(system, "return: ended at last");
    else if (status !== "pending")
      wrong.push(`a return of an order that is ${status} can't end: ${tries.map((one) => String(one?.error)).join(", ")}`);
  }
  return wrong;
}

/** Matters that staff settle with the customer or the bank, so the money may differ until they have. */
const FOR_STAFF = ["refund_failed", "disputed", "dispute_lost", "dispute_won", "payment_reversed", "amount_mismatch"];
const TOO_MUCH = ["overpaid", "paid_twice", "paid_after_cancel"];

/** Checks each order's papers against the money that the bank and the providers hold for it. */
export async function checkBooks(system: System): Promise<void> {
  const open = await system.db.select({ kind: alerts.kind, orderId: alerts.orderId }).from(alerts).where(isNull(alerts.resolvedAt));
  const wrong: string[] = [];
  for (const book of system.story.books) {
    const kinds = open.filter(({ orderId }) => orderId === book.orderId).map(({ kind }) => kind);
    if (kinds.some((kind) => FOR_STAFF.includes(kind))) continue;
    const { status, method } = await statusOf(system, book.orderId);
    const kept = keptCents(system, book);
    const documented = await documentedCents(system, book.orderId);
    const demand = (holds: boolean, what: string) => {
      if (!holds)
        wrong.push(`an order of ${book.totalCents} by ${method} that is ${status} (kept ${kept}, papers ${documented ?? "none"}): ${what}`);
    };
    if (status === "cancelled") {
      demand(kept === 0, "money was kept");
      demand((documented ?? 0) === 0, "its papers still ask for money");
      continue;
    }
    if (kept > (documented ?? (status === "pending" ? book.totalCents : 0))) {
      demand(
        kinds.some((kind) => TOO_MUCH.includes(kind)),
        "too much is kept, and nobody was alerted",
      );
    }
    if (documented !== null && kept < documented) {
      const isOffline = method === "cash_on_delivery" || method === "bank_transfer";
      demand(isOffline || book.onCredit, "less is kept than its papers say");
    }
  }
  if (wrong.length > 0) throw new Violation(wrong.join("\n"));
}
