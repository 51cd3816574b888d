import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { variants } from "@/db/schema/catalog";
import { alerts, paymentAttempts, refunds } from "@/db/schema/payments";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import type { OrderId, VariantId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";
import { ProviderRejected } from "@/lib/payments/port/online-provider";
import * as providers from "@/lib/payments/providers";
import { cancelPlacedOrder } from "@/lib/refunds/cancel-placed-order";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput, listStockDisagreements, openForTransfers } from "@/tests/factories/checkout";
import { getOrder, startedRef } from "@/tests/factories/orders";
import { placeOnlineOrder } from "@/tests/factories/payments";
import { expireHolds } from "./expire-holds";
import { receiveEvent } from "./receive-event";
import { recordTransfer } from "./record-transfer";
import { startPayment } from "./start-payment";

/** Runs once, between the end of an order's payment at its provider and the command that follows in the shop. */
const meanwhile = vi.hoisted(() => ({ act: async (): Promise<unknown> => undefined }));
vi.mock("./end-payment", async (importOriginal) => {
  const original = await importOriginal<typeof import("./end-payment")>();
  const endPayment: typeof original.endPayment = async (...given) => {
    const ended = await original.endPayment(...given);
    const { act } = meanwhile;
    meanwhile.act = async () => undefined;
    await act();
    return ended;
  };
  return { ...original, endPayment };
});

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const days = (count: number) => later(count * 24 * 60);
const BY_STAFF = { reason: "staff", note: "" } as const;
let sandbox: Sandbox;

beforeAll(async () => {
  await openForTransfers(db);
  sandbox = await startSandbox({ port: 0, shopUrl: "http://127.0.0.1:1", now: () => days(11), timing: { retryDelaysMs: [] } });
  sandbox.webhooks.mode = "hold";
  Object.assign(process.env, sandboxEnvironment(sandbox.url));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => sandbox.close());

const reservedOf = async (id: VariantId) =>
  (await db.select({ reserved: variants.reserved }).from(variants).where(eq(variants.id, id)))[0]?.reserved;
const openAlertsOf = async (id: OrderId) =>
  (await db.select().from(alerts).where(eq(alerts.orderId, id))).filter(({ resolvedAt }) => resolvedAt === null).map(({ kind }) => kind);

describe("an order whose payment was ended at its provider", () => {
  it("keeps its hold if its customer has begun another payment meanwhile", async () => {
    const { orderId, variant } = await placeOnlineOrder(db, "card", now);
    meanwhile.act = async () => await startedRef(db, orderId, "card", later(31));
    await expireHolds(db, later(31), 100);
    expect([(await getOrder(db, orderId)).status, await reservedOf(variant.id)]).toEqual(["pending", 2]);
  });

  it("is not cancelled by its customer or staff if another payment has begun meanwhile", async () => {
    for (const [reason, by] of [["customer", byCustomer(later(5))] as const, ["staff", byStaff(later(5))] as const]) {
      const { orderId, variant } = await placeOnlineOrder(db, "paypal", now);
      meanwhile.act = async () => await startedRef(db, orderId, "card", later(5));
      expect(await cancelPlacedOrder(db, orderId, { reason, note: "" }, by)).toEqual({ ok: false, error: "payment_open" });
      expect([(await getOrder(db, orderId)).status, await reservedOf(variant.id)]).toEqual(["pending", 2]);
    }
  });

  it("keeps its hold if that was extended meanwhile", async () => {
    const shirt = await createVariant(db);
    const cartId = await createCart(db, [{ variantId: shirt.id, quantity: 2 }]);
    const placed = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod: "bank_transfer" }), byCustomer(now));
    if (!placed.ok) throw new Error(placed.error);
    const { id } = placed.value;
    const part = { amountCents: cents(3000), entry: "part" };
    meanwhile.act = async () => await recordTransfer(db, id, part, byStaff(days(7)));
    await expireHolds(db, days(7), 100);
    expect(await getOrder(db, id)).toMatchObject({ status: "pending", expiresAt: days(10) });
    expect(await reservedOf(shirt.id)).toBe(2);
  });
});

describe.each([
  ["does not know the payment, as after a change of account", "unknown"],
  ["has no keys any more", "keyless"],
] as const)("an order whose provider %s", (_, kind) => {
  async function loseProvider(): Promise<void> {
    const stripe = await providers.findOnlineProvider("stripe");
    if (!stripe) throw new Error("no keys");
    if (kind === "keyless") vi.spyOn(providers, "findOnlineProvider").mockResolvedValue(undefined);
    for (const call of ["find", "cancel"] as const)
      vi.spyOn(stripe, call).mockRejectedValue(new ProviderRejected("not_found", "another account"));
  }

  it("is held and alerted to for ten days, then ends with the alert left open", async () => {
    const { orderId, variant } = await placeOnlineOrder(db, "card", now);
    await loseProvider();
    await expireHolds(db, later(31), 100);
    expect(await openAlertsOf(orderId)).toEqual(["provider_unreachable"]);
    await expireHolds(db, new Date(days(10).getTime() - 1), 100);
    expect([(await getOrder(db, orderId)).status, await reservedOf(variant.id)]).toEqual(["pending", 2]);
    await expireHolds(db, later(10 * 24 * 60 + 5), 100);
    expect(await getOrder(db, orderId)).toMatchObject({ status: "cancelled", cancelReason: "expired" });
    expect([await reservedOf(variant.id), await openAlertsOf(orderId)]).toEqual([0, ["provider_unreachable"]]);
    expect(await db.select().from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId))).toMatchObject([{ status: "closed" }]);
  });

  it("is cancelled by staff after a day, not before, and money that comes after all is refunded", async () => {
    const { orderId, variant, ref } = await placeOnlineOrder(db, "card", now);
    await loseProvider();
    const early = new Date(days(1).getTime() - 1);
    expect(await cancelPlacedOrder(db, orderId, BY_STAFF, byStaff(early))).toEqual({ ok: false, error: "payment_open" });
    expect(await startPayment(db, orderId, "paypal", early)).toMatchObject({ ok: false });
    expect(await cancelPlacedOrder(db, orderId, BY_STAFF, byStaff(days(1)))).toEqual({ ok: true, value: undefined });
    expect([(await getOrder(db, orderId)).status, await reservedOf(variant.id)]).toEqual(["cancelled", 0]);

    vi.restoreAllMocks();
    sandbox.stripe.pay(ref, "succeed");
    const { path, body, headers } = sandbox.webhooks.signed(sandbox.webhooks.list().at(-1)?.id ?? "");
    expect(await receiveEvent(db, path.split("/").at(-1) ?? "", { body, headers }, days(11))).toBe("received");
    expect(await getOrder(db, orderId)).toMatchObject({ status: "cancelled", cancelReason: "staff" });
    expect(await db.select().from(refunds).where(eq(refunds.orderId, orderId))).toMatchObject([
      { amountCents: 5500, status: "succeeded", reason: "cancelled" },
    ]);
  });
});

it("leaves the stock ledger consistent", async () => {
  expect(await listStockDisagreements(db)).toEqual([]);
});
