import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { variants } from "@/db/schema/catalog";
import { refunds } from "@/db/schema/payments";
import { outboxMessages, settings } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { type OrderId, returnIdSchema, type VariantId } from "@/lib/core/ids";
import { cents, ZERO } from "@/lib/core/money";
import { deliverShipment } from "@/lib/fulfilment/deliver-shipment";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { refundOrder } from "@/lib/refunds/refund-order";
import { markTransferred, saveRefundIban } from "@/lib/refunds/transfer-refund";
import { approveReturn } from "@/lib/returns/approve-return";
import { rejectReturn } from "@/lib/returns/reject-return";
import { requestReturn } from "@/lib/returns/request-return";
import { expireHolds } from "@/lib/settlement/expire-holds";
import { recordTransfer } from "@/lib/settlement/record-transfer";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const PARCEL = { carrier: "GLS", trackingNumber: "1" };
const IBAN = "HR1210010051863000160";
const BY_CUSTOMER = { reason: "customer", note: "" } as const;

beforeAll(async () => {
  await db.insert(settings).values({ key: "company", value: { email: "staff@shop.example", iban: IBAN } });
});

/** Places an order by bank transfer, at 25.00 per item with delivery at 5.00, by submitting one checkout five times at once. */
async function place({ variantId, quantity = 2 }: { variantId?: VariantId; quantity?: number } = {}) {
  const id = variantId ?? (await createVariant(db, { onHand: 50 })).id;
  const cartId = await createCart(db, [{ variantId: id, quantity }]);
  const input = await checkoutInput(db, cartId, now, { paymentMethod: "bank_transfer" });
  const [placed] = await atOnce(() => placeOrder(db, input, byCustomer(now)));
  if (!placed?.ok) throw new Error(placed?.error);
  return placed.value.id;
}

/** Runs the same command five times at once. */
const atOnce = async <T>(act: () => Promise<T>) => await Promise.all(Array.from({ length: 5 }, act));

const kindsOf = async (id: OrderId) =>
  (await db.select({ kind: outboxMessages.kind }).from(outboxMessages).where(eq(outboxMessages.orderId, id)))
    .map(({ kind }) => kind)
    .sort();

/** Lists the mails written about an order since the previous call. */
async function news(id: OrderId) {
  const kinds = await kindsOf(id);
  await db.update(outboxMessages).set({ kind: "seen" }).where(eq(outboxMessages.orderId, id));
  return kinds.filter((kind) => kind !== "seen");
}

describe("done five times at once, each of these is notified once:", () => {
  it("an order, its payment, its parcel and its arrival", async () => {
    const id = await place({ quantity: 20 });
    expect(await news(id)).toEqual(["order_received", "staff_bulk_order", "staff_high_value", "staff_new_order"]);
    await atOnce(() => recordTransfer(db, id, { amountCents: cents(50_500), entry: id }, byStaff(now)));
    expect(await news(id)).toEqual(["payment_received"]);
    const [sent] = (await atOnce(() => shipOrder(db, id, PARCEL, byStaff(now)))).filter(({ ok }) => ok);
    if (!sent?.ok) throw new Error("not shipped");
    expect(await news(id)).toEqual(["shipped"]);
    await atOnce(() => deliverShipment(db, sent.value, byStaff(now)));
    expect(await news(id)).toEqual(["delivered"]);
  });

  it("a cancelled order and its refund", async () => {
    const id = await place();
    await recordTransfer(db, id, { amountCents: cents(5_500), entry: id }, byStaff(now));
    await news(id);
    await atOnce(() => cancelPlacedOrder(db, id, BY_CUSTOMER, byCustomer(now)));
    expect(await news(id)).toEqual(["cancelled", "staff_cancelled"]);
    await atOnce(() => saveRefundIban(db, id, IBAN, byCustomer(now)));
    expect(await news(id)).toEqual(["account_named"]);
    const [refund] = await db.select().from(refunds).where(eq(refunds.orderId, id));
    if (!refund) throw new Error("no refund");
    await atOnce(() => markTransferred(db, refund.id, byStaff(refund.transferFrom ?? now)));
    expect(await news(id)).toEqual(["refunded"]);
  });

  it("an expired hold", async () => {
    const id = await place();
    await news(id);
    await atOnce(() => expireHolds(db, new Date(now.getTime() + 8 * 86_400_000), 100));
    expect(await news(id)).toEqual(["cancelled"]);
  });

  it("a refund that waits for an account, and one that has received it", async () => {
    const id = await place();
    await recordTransfer(db, id, { amountCents: cents(5_500), entry: id }, byStaff(now));
    await news(id);
    const amount = { kind: "amount", amountCents: cents(100) } as const;
    await refundOrder(db, id, { what: amount, restock: false, note: "", iban: IBAN }, byStaff(now));
    expect(await news(id)).toEqual([]);
    // Cancelling its last item closes the order.
    const lines = { kind: "lines", lines: [{ position: 1, quantity: 2 }], shippingCents: ZERO } as const;
    await atOnce(() => refundOrder(db, id, { what: lines, restock: false, note: "", iban: null }, byStaff(now)));
    expect(await news(id)).toEqual(["account_needed", "cancelled"]);
  });

  it("a return, and the staff's decision", async () => {
    const id = await place();
    await recordTransfer(db, id, { amountCents: cents(5_500), entry: id }, byStaff(now));
    await shipOrder(db, id, PARCEL, byStaff(now));
    await news(id);
    for (const kind of ["return", "withdrawal"] as const) {
      const lines = [{ position: 1, quantity: 1 }];
      const returnId = returnIdSchema.parse(crypto.randomUUID());
      const request = { id: returnId, kind, name: "Ana Babić", email: "ana@example.com", reason: "", lines };
      await atOnce(() => requestReturn(db, id, request, byCustomer(now)));
      expect(await news(id)).toEqual([kind === "return" ? "return_received" : "withdrawal_acknowledged", "staff_return_requested"].sort());
      await atOnce(() => approveReturn(db, returnId, byStaff(now)));
      expect(await news(id)).toEqual(["return_approved"]);
      await atOnce(() => rejectReturn(db, returnId, "It is worn.", byStaff(now)));
      expect(await news(id)).toEqual(["return_rejected"]);
    }
  });
});

describe("low stock", () => {
  const alertsOf = async (sku: string) =>
    (
      await db
        .select({ data: outboxMessages.data })
        .from(outboxMessages)
        .where(eq(outboxMessages.kind, "staff_low_stock"))
        .orderBy(outboxMessages.createdAt)
    )
      .map(({ data }) => data)
      .filter((data) => data.sku === sku)
      .map(({ available }) => available);

  it("is notified once each time it is reached", async () => {
    const { id: variantId, sku } = await createVariant(db, { onHand: 6, lowStockThreshold: 3 });
    const one = { variantId, quantity: 1 };
    await place({ ...one, quantity: 2 });
    expect(await alertsOf(sku)).toEqual([]);
    const crossing = await place(one);
    expect(await alertsOf(sku)).toEqual([3]);
    await place(one);
    expect(await alertsOf(sku)).toEqual([3]);
    await cancelPlacedOrder(db, crossing, BY_CUSTOMER, byCustomer(now));
    await db.update(variants).set({ onHand: 10 }).where(eq(variants.id, variantId));
    await place({ ...one, quantity: 7 });
    expect(await alertsOf(sku)).toEqual([3, 0]);
  });

  it("is notified once if the last items are ordered at the same time", async () => {
    const { id: variantId, sku } = await createVariant(db, { onHand: 8, lowStockThreshold: 4 });
    await Promise.all(Array.from({ length: 8 }, () => place({ variantId, quantity: 1 })));
    expect(await alertsOf(sku)).toEqual([4]);
  });
});

it("customers are notified even if staff have no address", async () => {
  await db
    .update(settings)
    .set({ value: { iban: IBAN } })
    .where(eq(settings.key, "company"));
  const { id: variantId } = await createVariant(db, { onHand: 30, lowStockThreshold: 20 });
  const id = await place({ variantId, quantity: 25 });
  expect(await news(id)).toEqual(["order_received"]);
  expect(await db.$count(outboxMessages, and(eq(outboxMessages.orderId, id), eq(outboxMessages.recipient, "")))).toBe(0);
});
