import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { cartLines } from "@/db/schema/carts";
import { invoices } from "@/db/schema/invoices";
import { orderLines, orders } from "@/db/schema/orders";
import { payments, refunds } from "@/db/schema/payments";
import { returns } from "@/db/schema/returns";
import type { OrderId, ReturnId, ShipmentId } from "@/lib/core/ids";
import { listCaptures } from "./provider-money";
import type { System } from "./system";
import { Violation } from "./violation";

/** What is known of an order outside the shop: at the bank, at the courier and on the customer's papers. Amounts are in cents. */
export type Book = {
  orderId: OrderId;
  reference: string;
  email: string;
  /** Whether it was placed for an online payment; the customer may start another one later. */
  placedOnline: boolean;
  /** Computed from the goods and the coupon. */
  totalCents: number;
  units: number;
  /** On the shop's account, by their entry in the bank statement. */
  transfers: Map<string, number>;
  cashCents: number;
  /** Transferred back to the customer. */
  outCents: number;
  shipments: ShipmentId[];
  /** Whether a return of it has ended, which may have lowered what is due before an invoice says so. */
  returned: boolean;
  /** Whether staff tried to confirm it before it was paid. */
  onCredit: boolean;
};

const UNIT_CENTS = 2500;
/** Delivery costs this or, while staff have made it so, nothing. */
const DELIVERY_CENTS = 500;
/** In percent, by the coupon's code. */
const COUPONS: Record<string, number> = { ONCE: 10, SECOND: 20 };

/** Opens the book of an order that was just placed. */
export async function openBook({ db }: System, orderId: OrderId): Promise<Book> {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Violation("an order was answered that does not exist");
  const lines = await db.select({ quantity: orderLines.quantity }).from(orderLines).where(eq(orderLines.orderId, orderId));
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const percent = order.couponCode === null ? 0 : COUPONS[order.couponCode];
  if (percent === undefined) throw new Error(`no coupon ${order.couponCode}`);
  const deliveryCents = order.shippingCents === 0 ? 0 : DELIVERY_CENTS;
  const totalCents = (units * UNIT_CENTS * (100 - percent)) / 100 + deliveryCents;
  if (order.totalCents !== totalCents) throw new Violation(`an order of ${totalCents} was placed for ${order.totalCents}`);
  const { reference, email, online } = order;
  return {
    orderId,
    reference,
    email,
    placedOnline: online,
    totalCents,
    units,
    transfers: new Map(),
    cashCents: 0,
    outCents: 0,
    shipments: [],
    returned: false,
    onCredit: false,
  };
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

/** Everything received for an order, whatever became of it. */
export function receivedCents(system: System, book: Book): number {
  const online = listCaptures(system).filter(({ reference }) => reference === book.reference);
  return sum(online.map(({ amountCents }) => amountCents)) + sum(book.transfers.values()) + book.cashCents;
}

/** The money of an order that the shop still has, which excludes money that a bank took back in a dispute. */
export function keptCents(system: System, book: Book): number {
  const online = listCaptures(system).filter(({ reference }) => reference === book.reference);
  const back = online.flatMap((capture) => capture.refunds.map(({ amountCents }) => amountCents));
  const lost = online.map(({ lostCents }) => lostCents);
  return receivedCents(system, book) - sum(back) - sum(lost) - book.outCents;
}

/** The sum of an order's invoice less its credit notes; null without an invoice. */
export async function documentedCents({ db }: System, orderId: OrderId): Promise<number | null> {
  const documents = await db
    .select({ kind: invoices.kind, cents: sql<number>`(content->>'totalCents')::int` })
    .from(invoices)
    .where(eq(invoices.orderId, orderId));
  const invoice = documents.find(({ kind }) => kind === "invoice");
  if (!invoice) return null;
  return invoice.cents - sum(documents.filter(({ kind }) => kind === "credit_note").map(({ cents }) => cents));
}

/** What the customer still owes by the papers and the bank; negative if the shop owes. */
export async function dueCents(system: System, book: Book): Promise<number> {
  return ((await documentedCents(system, book.orderId)) ?? book.totalCents) - keptCents(system, book);
}

export async function statusOf({ db }: System, orderId: OrderId) {
  const [order] = await db.select({ status: orders.status, method: orders.paymentMethod }).from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}

export async function refundsOf({ db }: System, orderId: OrderId) {
  return await db.select().from(refunds).where(eq(refunds.orderId, orderId));
}

/** Refunds that are neither made nor refused yet. */
export async function refundsUnderWay(system: System, orderId: OrderId) {
  const all = await refundsOf(system, orderId);
  return all.filter(({ status }) => status === "open" || status === "pending" || status === "to_transfer");
}

/** Whether the shop knows and has accepted every online payment of the order: a tampered one waits for staff. */
export async function isAllAccepted(system: System, { orderId, reference }: Book): Promise<boolean> {
  const isAccepted = and(eq(payments.orderId, orderId), eq(payments.status, "captured"), isNotNull(payments.attemptId));
  const captures = listCaptures(system).filter((capture) => capture.reference === reference);
  return (await system.db.$count(payments, isAccepted)) === captures.length;
}

/** Returns that staff have not decided yet. */
export async function openReturns({ db }: System): Promise<{ id: ReturnId; orderId: OrderId }[]> {
  return await db
    .select({ id: returns.id, orderId: returns.orderId })
    .from(returns)
    .where(inArray(returns.status, ["requested", "approved", "received"]))
    .orderBy(asc(returns.requestedAt), asc(returns.id));
}

/** Lists carts that lost goods put into them after their order. */
export async function checkCarts({ db, story }: System): Promise<string[]> {
  const wrong: string[] = [];
  for (const { id, added, orders } of story.carts) {
    if (added === 0 || orders !== 1) continue;
    const [line] = await db
      .select({ quantity: cartLines.quantity })
      .from(cartLines)
      .where(sql`cart_id = ${id} and variant_id = ${story.plenty}`);
    if ((line?.quantity ?? 0) < added) wrong.push(`of ${added} units put into a cart after its order, ${line?.quantity ?? 0} are left`);
  }
  return wrong;
}
