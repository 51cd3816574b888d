import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { payments, refunds } from "@/db/schema/payments";
import { testDatabase } from "@/db/testing";
import { cents } from "@/lib/core/money";
import { recordCash } from "@/lib/settlement/record-transfer";
import { byStaff } from "./factories/actors";
import { orderWithMail } from "./factories/mail";

// What the database itself refuses, whatever the code does.

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

async function paid() {
  const { id: orderId } = await orderWithMail(db, now);
  await recordCash(db, orderId, cents(5500), byStaff(now));
  const [payment] = await db.select().from(payments).where(eq(payments.orderId, orderId));
  if (!payment) throw new Error("not paid");
  return payment;
}

/** The constraint that a statement breaks. */
async function brokenBy(statement: Promise<unknown>): Promise<unknown> {
  const error: unknown = await statement.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "constraint_name" in cause ? cause.constraint_name : error;
}

it.each([0, -5500])("no payment is of %i cents", async (amount) => {
  const { id, ...payment } = await paid();
  const values = { ...payment, providerRef: `other ${amount}`, amountCents: cents(amount) };
  expect(await brokenBy(db.insert(payments).values(values))).toBe("payments_amount");
  expect(
    await brokenBy(
      db
        .update(payments)
        .set({ amountCents: cents(amount) })
        .where(eq(payments.id, id)),
    ),
  ).toBe("payments_amount");
});

it("the refunds that succeeded never exceed their payment, added or changed", async () => {
  const { id: paymentId, orderId } = await paid();
  const refund = (amount: number) => ({ paymentId, orderId, amountCents: cents(amount), reason: "requested" as const, closedAt: now });
  await db.insert(refunds).values([
    { ...refund(5000), status: "succeeded" },
    { ...refund(5500), status: "failed" },
    { ...refund(500), status: "succeeded" },
  ]);
  expect(await brokenBy(db.insert(refunds).values({ ...refund(1), status: "succeeded" }))).toBe("refunds_within_payment");
  const revived = db
    .update(refunds)
    .set({ status: "succeeded" })
    .where(eq(refunds.amountCents, cents(5500)));
  expect(await brokenBy(revived)).toBe("refunds_within_payment");
});
