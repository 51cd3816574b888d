import { and, asc, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outboxMessages, settings } from "@/db/schema/shop";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { type OrderId, returnIdSchema } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { approveReturn } from "@/lib/returns/approve-return";
import { closeReturn } from "@/lib/returns/close-return";
import { requestReturn } from "@/lib/returns/request-return";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";
import { getOrder } from "@/tests/factories/orders";
import { placeOnlineOrder } from "@/tests/factories/payments";
import { endPayment } from "./end-payment";
import { expireHolds } from "./expire-holds";
import { recordTransfer } from "./record-transfer";
import { syncOrder } from "./sync-payment";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
/** More than a stock that is low. */
const PLENTY = 50;
const TEN_DAYS = 10 * 24 * 60;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", timing: { retryDelaysMs: [] } });
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
  await db.insert(settings).values([
    { key: "company", value: { email: "staff@shop.example", iban: "HR1210010051863000160" } },
    { key: "notifications", value: { highValueCents: 5_000, bulkUnits: 2 } },
  ]);
});
afterAll(() => sandbox.close());

/** Lists the kinds of the mails that staff got about an order. */
const toStaff = async (orderId: OrderId) =>
  (
    await db
      .select({ kind: outboxMessages.kind })
      .from(outboxMessages)
      .where(and(eq(outboxMessages.orderId, orderId), like(outboxMessages.kind, "staff\\_%")))
      .orderBy(asc(outboxMessages.kind))
  ).map(({ kind }) => kind);

const OF_A_NEW_ORDER = ["staff_bulk_order", "staff_high_value", "staff_new_order"];

describe("staff are mailed a new order", () => {
  it.each(["cash_on_delivery", "bank_transfer"] as const)(
    "when it is placed by %s, and not again when it is paid",
    async (paymentMethod) => {
      const { id: variantId } = await createVariant(db, { onHand: PLENTY });
      const input = await checkoutInput(db, await createCart(db, [{ variantId, quantity: 2 }]), now, { paymentMethod });
      const placed = await placeOrder(db, input, byCustomer(now));
      if (!placed.ok) throw new Error(placed.error);
      expect(await toStaff(placed.value.id)).toEqual(OF_A_NEW_ORDER);
      await recordTransfer(db, placed.value.id, { amountCents: cents(5_500), entry: placed.value.id }, byStaff(later(1)));
      expect(await toStaff(placed.value.id)).toEqual(OF_A_NEW_ORDER);
    },
  );

  it.each(["card", "paypal"] as const)("when it is paid by %s, and not when it is placed", async (method) => {
    const { orderId, ref } = await placeOnlineOrder(db, method, now, PLENTY);
    expect(await toStaff(orderId)).toEqual([]);
    if (method === "card") sandbox.stripe.pay(ref, "succeed");
    else sandbox.paypal.approve(ref);
    await Promise.all(Array.from({ length: 5 }, () => syncOrder(db, orderId, later(1))));
    expect(await toStaff(orderId)).toEqual(OF_A_NEW_ORDER);
  });

  it("when an online order is paid by transfer, and not when a part of it arrives", async () => {
    const { orderId } = await placeOnlineOrder(db, "card", now, PLENTY);
    await recordTransfer(db, orderId, { amountCents: cents(3_000), entry: `first-${orderId}` }, byStaff(later(1)));
    expect(await toStaff(orderId)).toEqual([]);
    await recordTransfer(db, orderId, { amountCents: cents(2_500), entry: `second-${orderId}` }, byStaff(later(2)));
    expect(await toStaff(orderId)).toEqual(OF_A_NEW_ORDER);
  });

  it("when a late payment reopens it, and never if it is abandoned", async () => {
    const { orderId, ref } = await placeOnlineOrder(db, "card", now, PLENTY);
    const abandoned = await placeOnlineOrder(db, "card", now, PLENTY);
    sandbox.stripe.pay(ref, "process");
    await syncOrder(db, orderId, later(1));
    await expireHolds(db, later(TEN_DAYS), 100);
    expect(await getOrder(db, orderId)).toMatchObject({ status: "cancelled", cancelReason: "expired" });
    expect(await toStaff(orderId)).toEqual([]);
    sandbox.stripe.settle(ref, "succeed");
    await syncOrder(db, orderId, later(TEN_DAYS + 1));
    expect(await toStaff(orderId)).toEqual(OF_A_NEW_ORDER);
    expect(await getOrder(db, abandoned.orderId)).toMatchObject({ status: "cancelled" });
    expect(await toStaff(abandoned.orderId)).toEqual([]);
  });

  it("when money that came before covers what is left of an online order after a withdrawal", async () => {
    const { orderId } = await placeOnlineOrder(db, "card", now, PLENTY);
    await endPayment(db, orderId, later(1));
    await recordTransfer(db, orderId, { amountCents: cents(3_000), entry: `part-${orderId}` }, byStaff(later(1)));
    const id = returnIdSchema.parse(crypto.randomUUID());
    const request = { id, kind: "withdrawal", name: "Ana", email: "ana@example.com", reason: "" } as const;
    expect((await requestReturn(db, orderId, { ...request, lines: [{ position: 1, quantity: 1 }] }, byCustomer(later(2)))).ok).toBe(true);
    await approveReturn(db, id, byStaff(later(3)));
    expect(await toStaff(orderId)).not.toContain("staff_new_order");
    expect(await closeReturn(db, id, { restock: true }, byStaff(later(4)))).toMatchObject({ ok: true });
    expect(await getOrder(db, orderId)).toMatchObject({ status: "confirmed" });
    expect(await toStaff(orderId)).toEqual(expect.arrayContaining(OF_A_NEW_ORDER));
  });
});
