import { and, eq, gte } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { carts } from "@/db/schema/carts";
import { orderLines, orders } from "@/db/schema/orders";
import { transact } from "@/db/transaction";
import { hashOf } from "@/lib/auth/rate-limits";
import { revalidateTags } from "@/lib/catalog/revalidate-tags";
import { tags } from "@/lib/catalog/tags";
import { type CommandContext, SYSTEM } from "@/lib/core/actor";
import type { Address } from "@/lib/core/address";
import { type CartId, type CheckoutKey, type OrderId, orderIdSchema, type VariantId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locales";
import { ok } from "@/lib/core/result";
import { confirmOrder } from "@/lib/fulfilment/confirm-order";
import { reserveStock } from "@/lib/inventory/move-stock";
import { notifyLowStock } from "@/lib/inventory/notify-low-stock";
import { issueAccessToken } from "@/lib/orders/access";
import { addEvent } from "@/lib/orders/events";
import { notifyStaffOfOrder } from "@/lib/orders/notify-staff-of-order";
import type { Order } from "@/lib/orders/queries";
import { newOrderReference } from "@/lib/orders/reference";
import { writeMessage } from "@/lib/outbox/write-message";
import { isOnline, isPaidLater, methodColumns, type PaymentMethod, termsOf } from "@/lib/payments/methods";
import type { CouponError } from "@/lib/promotions/coupon";
import { redeemCoupon } from "@/lib/promotions/redeem-coupon";
import { endPayment } from "@/lib/settlement/end-payment";
import type { ShippingMethod } from "@/lib/shipping/types";
import { type CartItem, listCartItems } from "./cart-items";
import { type CartQuote, quoteItems } from "./quote-cart";
import { hasUnpaidOrders } from "./unpaid-limits";
import { isWaiting, lockCoupons, lockVariants, lockWaitingOrders, matchesOrder, replaceOrders } from "./waiting-orders";

export type PlaceOrderInput = {
  checkoutKey: CheckoutKey;
  cartId: CartId;
  email: string;
  /** E.164 */
  phone: string;
  company: string;
  vatId: string;
  shippingAddress: Address;
  billingAddress: Address;
  shippingMethod: ShippingMethod;
  paymentMethod: PaymentMethod;
  note: string;
  /** The language of the checkout page. */
  locale: Locale;
  /** The fingerprint of the quote that the customer agreed to. */
  fingerprint: string;
  /** The network that the request came from, of which only a keyed hash is stored. */
  placedFrom: string;
};

export type PlacedOrder = {
  id: OrderId;
  reference: string;
  /** Shows the order for 24 hours; store it in a cookie of the browser that placed the order. */
  accessToken: string;
};

export type PlaceOrderFailure =
  | { ok: false; error: "sold_out"; shortages: { variantId: VariantId; name: string; sellable: number }[] }
  | {
      ok: false;
      error:
        | "cart_empty"
        | "earlier_order_open"
        | "earlier_checkout"
        | "total_changed"
        | "shipping_unavailable"
        | "method_unavailable"
        | "unpaid_limit"
        | CouponError;
    };

export type PlaceOrderOutcome = { ok: true; value: PlacedOrder } | PlaceOrderFailure;

const ACCESS_HOURS = 24;
/** A repeated submission belongs to the same visit; later the checkout's key no longer opens the order. */
const REPEAT_MINUTES = 30;
/** How many times a waiting order of the same cart is ended at its provider before the customer is asked to wait. */
const ROUNDS = 4;

/**
 * Places an order for a cart in one transaction that reads prices, reserves stock, redeems the coupon and writes the mail. The
 * same checkout submitted again returns the existing order; an order of the same cart still awaiting its online payment is
 * ended at its provider and replaced. `earlier_checkout`: the key belongs to an earlier order, and the form needs a new one.
 */
export async function placeOrder(db: Db, input: PlaceOrderInput, context: CommandContext): Promise<PlaceOrderOutcome> {
  for (let round = 1; ; round += 1) {
    const outcome = await transact(db, async (tx) => await orderCart(tx, input, context));
    if (outcome.ok || outcome.error !== "still_payable") return outcome;
    const ended = await endPayment(db, outcome.order.id, context.now);
    if (round === ROUNDS || (ended !== "ended" && ended !== "paid")) return { ok: false, error: "earlier_order_open" };
  }
}

type StillPayable = { ok: false; error: "still_payable"; order: Order };

async function orderCart(tx: Tx, input: PlaceOrderInput, context: CommandContext): Promise<PlaceOrderOutcome | StillPayable> {
  const { now } = context;
  const waiting = await lockWaitingOrders(tx, input.cartId);
  // Concurrent orders of this cart wait here, so later ones see the first one's order.
  const [cart] = await tx.select({ couponCode: carts.couponCode }).from(carts).where(eq(carts.id, input.cartId)).for("no key update");
  await lockVariants(tx, input.cartId, waiting);
  const goods = cart ? await listCartItems(tx, input.cartId) : [];
  const earlier = await findEarlierOrder(tx, input, now);
  if (earlier?.status === "cancelled") return { ok: false, error: "earlier_checkout" };
  if (earlier && (!(await isWaiting(tx, earlier)) || (await matchesOrder(tx, earlier, input)))) {
    return { ok: true, value: await withAccess(tx, earlier, now) };
  }
  if (!cart || goods.length === 0) return { ok: false, error: "cart_empty" };

  const shortages = goods.filter((line) => line.sellable < line.quantity);
  if (shortages.length > 0) {
    return {
      ok: false,
      error: "sold_out",
      shortages: shortages.map((line) => ({ variantId: line.variantId, name: line.name, sellable: Math.max(0, line.sellable) })),
    };
  }

  const request = {
    cartId: input.cartId,
    country: input.shippingAddress.country,
    shippingMethod: input.shippingMethod,
    couponCode: cart.couponCode,
  };
  const quoted = await quoteItems(tx, goods, request, now);
  if (quoted.couponError) return { ok: false, error: quoted.couponError };
  if (quoted.quote.shippingCents === null) return { ok: false, error: "shipping_unavailable" };
  const isUnpaid = isPaidLater(input.paymentMethod);
  // A changed total may have changed the methods too, so it is the reason to give.
  if (quoted.fingerprint !== input.fingerprint) return { ok: false, error: "total_changed" };
  if (!quoted.paymentMethods.includes(input.paymentMethod)) {
    return { ok: false, error: isUnpaid && quoted.onlineOnly ? "unpaid_limit" : "method_unavailable" };
  }

  await lockCoupons(tx, cart.couponCode, waiting);
  const payable = await replaceOrders(tx, input.cartId, waiting, context);
  if (payable) return { ok: false, error: "still_payable", order: payable };
  if (isUnpaid && (await hasUnpaidOrders(tx, input, quoted.settings.unpaidOrders))) return { ok: false, error: "unpaid_limit" };
  const order = await insertOrder(tx, input, quoted, context);
  if (!order) return { ok: false, error: "earlier_checkout" };
  const reserved = await reserveStock(tx, order.id, goods, context);
  if (reserved.length !== goods.length) throw new Error(`stock of locked variants changed under order ${order.reference}`);
  const redeemed = quoted.coupon ? await redeemCoupon(tx, quoted.coupon, { id: order.id, email: input.email }) : ok(undefined);
  if (!redeemed.ok) return redeemed;
  // The whole cart was ordered, and its id must open nothing of the order.
  if (!isOnline(input.paymentMethod)) await tx.delete(carts).where(eq(carts.id, input.cartId));
  await revalidateScarce(tx, goods);
  await notifyLowStock(tx, order.id, reserved);
  if (order.expiresAt === null) await confirmOrder(tx, order.id, { actor: SYSTEM, now });
  return { ok: true, value: await withAccess(tx, order, now) };
}

/** Finds the order of this very checkout. A cart's id alone finds none, because its cookie lasts a year. */
async function findEarlierOrder(tx: Tx, { checkoutKey, cartId }: PlaceOrderInput, now: Date) {
  const earliest = new Date(now.getTime() - REPEAT_MINUTES * 60_000);
  const isRepeated = and(eq(orders.cartId, cartId), eq(orders.checkoutKey, checkoutKey), gte(orders.placedAt, earliest));
  const [order] = await tx.select().from(orders).where(isRepeated);
  return order;
}

async function withAccess(tx: Tx, { id, reference }: { id: OrderId; reference: string }, now: Date): Promise<PlacedOrder> {
  return { id, reference, accessToken: await issueAccessToken(tx, id, new Date(now.getTime() + ACCESS_HOURS * 3_600_000)) };
}

/** Returns undefined if the checkout's key belongs to another order. */
async function insertOrder(tx: Tx, input: PlaceOrderInput, quoted: CartQuote, context: CommandContext) {
  const { now } = context;
  const { goods, quote, coupon } = quoted;
  if (quote.shippingCents === null) throw new Error("an order was not checked before it was written");
  const { holdMinutes } = termsOf(input.paymentMethod);
  const expiresAt = holdMinutes === null ? null : new Date(now.getTime() + holdMinutes * 60_000);
  const order = { id: orderIdSchema.parse(crypto.randomUUID()), reference: newOrderReference(), expiresAt };
  const row = {
    ...order,
    checkoutKey: input.checkoutKey,
    cartId: input.cartId,
    ...methodColumns(input.paymentMethod),
    email: input.email,
    phone: input.phone,
    company: input.company,
    vatId: input.vatId,
    shippingAddress: input.shippingAddress,
    billingAddress: input.billingAddress,
    shippingMethod: input.shippingMethod,
    couponCode: coupon?.code ?? null,
    note: input.note,
    locale: input.locale,
    subtotalCents: quote.subtotalCents,
    discountCents: quote.discountCents,
    shippingCents: quote.shippingCents,
    totalCents: quote.totalCents,
    standardShippingCents: quote.shippingOptions.find(({ method }) => method === "standard")?.cents ?? null,
    vatByRate: quote.vatByRate,
    placedAt: now,
    placedFrom: hashOf(input.placedFrom),
  };
  const inserted = await tx.insert(orders).values(row).onConflictDoNothing({ target: orders.checkoutKey }).returning({ id: orders.id });
  if (inserted.length === 0) return undefined;
  await tx.insert(orderLines).values(
    goods.map((line, index) => {
      const priced = quote.lines[index];
      if (!priced) throw new Error("quote and goods differ in length");
      return {
        orderId: order.id,
        position: index + 1,
        variantId: line.variantId,
        productId: line.productId,
        productSlug: line.productSlug,
        sku: line.sku,
        name: line.name,
        options: line.options,
        mediaKey: line.mediaKey,
        returnable: line.returnable,
        quantity: line.quantity,
        unitPriceCents: line.unitPriceCents,
        discountCents: priced.discountCents,
        vatRateBasisPoints: priced.vatRateBasisPoints,
      };
    }),
  );
  await addEvent(tx, order.id, { kind: "placed", data: {} }, context);
  await writeMessage(tx, {
    kind: "order_received",
    recipient: input.email,
    orderId: order.id,
    dedupeKey: `order_received:${order.id}`,
    data: {},
  });
  // Of an order that awaits an online payment, which may never come, they hear when it is paid.
  if (!isOnline(input.paymentMethod)) await notifyStaffOfOrder(tx, row, quoted.settings);
  return order;
}

/** Revalidates the pages that must now say "Only 3 left" or "Sold out". */
async function revalidateScarce(tx: Tx, goods: readonly CartItem[]): Promise<void> {
  const left = (line: CartItem) => line.sellable - line.quantity;
  const scarce = goods.filter((line) => left(line) <= line.lowStockThreshold);
  const changed = new Set(scarce.map((line) => tags.product(line.productSlug)));
  if (scarce.some((line) => left(line) === 0)) changed.add(tags.listings);
  await revalidateTags(tx, ...changed);
}
