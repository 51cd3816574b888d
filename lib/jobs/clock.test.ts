import { beforeEach, expect, it, vi } from "vitest";
import { readClock } from "@/db/clock";
import { invoices } from "@/db/schema/invoices";
import { createCart, createVariant, testDatabase } from "@/db/testing";
import { placeOrder } from "@/lib/checkout/place-order";
import { shipOrder } from "@/lib/fulfilment/ship-order";
import { byCustomer, byStaff } from "@/tests/factories/actors";
import { checkoutInput, openForTransfers } from "@/tests/factories/checkout";
import { getOrder } from "@/tests/factories/orders";
import { runJob } from "./jobs";

const { db, client } = await testDatabase();
const MINUTE = 60_000;

beforeEach(() => () => vi.useRealTimers());

function setServerClock(minutes: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * MINUTE });
}

async function order(now: Date, paymentMethod: "bank_transfer" | "cash_on_delivery") {
  const cartId = await createCart(db, [{ variantId: (await createVariant(db)).id, quantity: 1 }]);
  const placed = await placeOrder(db, await checkoutInput(db, cartId, now, { paymentMethod }), byCustomer(now));
  if (!placed.ok) throw new Error(placed.error);
  return placed.value.id;
}

it("reads the same time on servers whose clocks differ", async () => {
  const [row] = await client<{ time: number }[]>`select extract(epoch from now())::float8 * 1000 as time`;
  for (const minutes of [0, 40, -2 * 24 * 60]) {
    setServerClock(minutes);
    expect(Math.abs((await readClock(db)).getTime() - Number(row?.time))).toBeLessThan(MINUTE);
    vi.useRealTimers();
  }
});

it("cancels no live hold on a server whose clock is ahead", async () => {
  await openForTransfers(db);
  const id = await order(await readClock(db), "bank_transfer");
  await client`update orders set expires_at = now() + interval '30 minutes' where id = ${id}`;
  setServerClock(40);
  await runJob(db, "expire-holds", await readClock(db));
  expect(await getOrder(db, id)).toMatchObject({ status: "pending" });
  vi.useRealTimers();
  await client`update orders set expires_at = now() - interval '1 second' where id = ${id}`;
  await runJob(db, "expire-holds", await readClock(db));
  expect(await getOrder(db, id)).toMatchObject({ status: "cancelled" });
});

it("leaves a mail alone that another server is sending, on a server whose clock is ahead", async () => {
  await order(await readClock(db), "cash_on_delivery");
  await client`update outbox_messages set tries = 1, leased_until = now() + interval '3 minutes'`;
  setServerClock(40);
  expect(await runJob(db, "send-mail", await readClock(db))).toMatchObject({ done: 0, remaining: 0 });
});

it("never dates an invoice before the previous one of its series", async () => {
  const now = await readClock(db);
  const twoDaysAgo = new Date(now.getTime() - 2 * 24 * 60 * MINUTE);
  for (const time of [now, twoDaysAgo, now]) {
    const parcel = { carrier: "GLS", trackingNumber: "1" };
    expect((await shipOrder(db, await order(time, "cash_on_delivery"), parcel, byStaff(time))).ok).toBe(true);
  }
  const issued = await db.select({ issuedAt: invoices.issuedAt }).from(invoices).orderBy(invoices.year, invoices.number);
  expect(issued.length).toBeGreaterThanOrEqual(3);
  expect(issued).toEqual(issued.toSorted((a, b) => a.issuedAt.getTime() - b.issuedAt.getTime()));
  expect(issued[1]?.issuedAt).toEqual(now);
});
