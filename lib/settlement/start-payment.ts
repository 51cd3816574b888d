import { createHash } from "node:crypto";
import { and, eq, isNull, or } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { inReview, paymentAttempts, payments } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import { env } from "@/lib/core/env";
import { type OrderId, type PaymentAttemptId, paymentAttemptIdSchema } from "@/lib/core/ids";
import { localePath } from "@/lib/core/locale-path";
import { log } from "@/lib/core/log";
import type { Cents } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { findAmountDue } from "@/lib/orders/amount-due";
import { lockOrder } from "@/lib/orders/lock";
import type { Order } from "@/lib/orders/queries";
import { closeAttempt, findOpenAttempt, type PaymentAttempt } from "@/lib/payments/attempts";
import { methodColumns, type OnlineMethod } from "@/lib/payments/methods";
import {
  type AttemptRequest,
  type OnlineProvider,
  type ProviderPayment,
  ProviderRejected,
  ProviderUnreachable,
} from "@/lib/payments/port/online-provider";
import { findOnlineProvider } from "@/lib/payments/providers";
import { METHODS } from "@/lib/payments/registry";
import { endPayment } from "./end-payment";
import { syncAttempt } from "./sync-payment";

export type StartedPayment = { method: OnlineMethod; clientSecret: string };

/**
 * `not_payable`: the order is already paid or cancelled; `in_progress`: another payment of it is under way; `unreachable` and
 * `refused`: the provider can't or won't start the payment, and the order can be paid later.
 */
export type StartPaymentError = "not_payable" | "in_progress" | "unreachable" | "refused" | "method_unavailable";

type Step = Result<StartedPayment, StartPaymentError> | "again";

/** Each round closes the attempt that the previous one found. */
const ROUNDS = 4;

/**
 * Starts a payment of what is due of the order at the provider, or finds the one already open there. The attempt is stored before
 * the provider is called.
 */
export async function startPayment(
  db: Db,
  orderId: OrderId,
  method: OnlineMethod,
  now: Date,
): Promise<Result<StartedPayment, StartPaymentError>> {
  const provider = await findOnlineProvider(METHODS[method].source);
  if (!provider) return fail("method_unavailable");
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = await takeStep(db, provider, orderId, method, now);
    if (step !== "again") return step;
  }
  return fail("in_progress");
}

async function takeStep(db: Db, provider: OnlineProvider, orderId: OrderId, method: OnlineMethod, now: Date): Promise<Step> {
  const opened = await transact(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order.status !== "pending") return null;
    const { dueCents } = await findAmountDue(tx, orderId);
    if (dueCents <= 0) return null;
    const open = await findOpenAttempt(tx, orderId);
    if (open) return { attempt: open, request: requestFor(order, open.id, dueCents) };
    // The customer must not pay twice while staff review the money received.
    if (await tx.$count(payments, and(eq(payments.orderId, orderId), inReview))) return "review";
    return await openAttempt(tx, { order, provider, method, dueCents }, now);
  });
  if (!opened) return fail("not_payable");
  if (opened === "review") return fail("in_progress");
  const { attempt, request } = opened;
  // A key is never sent with other parameters; without an answer, the browser received nothing to pay with.
  const other = attempt.providerRef ? attempt.amountCents !== request.amountCents : attempt.parametersHash !== hashOf(provider, request);
  if (attempt.provider !== provider.name || other) {
    const ended = await endPayment(db, orderId, now);
    if (ended === "ended") return "again";
    return fail(ended === "paid" ? "not_payable" : ended);
  }
  try {
    const seen = attempt.providerRef ? await provider.find(attempt.providerRef) : await provider.start(request);
    if (seen.state !== "open") return await follow(db, attempt, method, seen, now);
    if (attempt.providerRef || (await saveRef(db, attempt.id, seen.ref))) return ok({ method, clientSecret: seen.clientSecret });
    // The attempt was closed during the call, so this payment must not be paid.
    await provider.cancel(seen.ref);
    return "again";
  } catch (error) {
    return await closeIfRejected(db, attempt, error, now);
  }
}

/**
 * Records an attempt that is no longer open, then reads the order's open attempt again. After a declined capture, the
 * customer may approve the same payment again with another means of payment.
 */
async function follow(
  db: Db,
  attempt: PaymentAttempt,
  method: OnlineMethod,
  seen: ProviderPayment & { clientSecret: string },
  now: Date,
): Promise<Step> {
  if ((await syncAttempt(db, attempt, now)) === "unreachable") return fail("unreachable");
  const open = await findOpenAttempt(db, attempt.orderId);
  if (open?.id !== attempt.id) return "again";
  const declined = seen.state === "approved" && open.captureStartedAt === null;
  return declined ? ok({ method, clientSecret: seen.clientSecret }) : fail("in_progress");
}

function requestFor({ currency, reference, locale }: Order, id: PaymentAttemptId, amountCents: Cents): AttemptRequest {
  return {
    id,
    amountCents,
    currency,
    orderReference: reference,
    returnUrl: `${env().SITE_URL}${localePath(locale, `/orders/${reference}`)}`,
  };
}

function hashOf(provider: OnlineProvider, request: AttemptRequest): string {
  return createHash("sha256")
    .update(JSON.stringify(provider.parameters(request)))
    .digest("base64url");
}

type Wanted = { order: Order; provider: OnlineProvider; method: OnlineMethod; dueCents: Cents };

async function openAttempt(tx: Tx, { order, provider, method, dueCents }: Wanted, now: Date) {
  const request = requestFor(order, paymentAttemptIdSchema.parse(crypto.randomUUID()), dueCents);
  const [attempt] = await tx
    .insert(paymentAttempts)
    .values({
      id: request.id,
      orderId: order.id,
      provider: provider.name,
      amountCents: request.amountCents,
      currency: request.currency,
      parametersHash: hashOf(provider, request),
      createdAt: now,
      syncedAt: now,
    })
    .returning();
  if (!attempt) throw new Error("no attempt was inserted");
  if (order.paymentMethod !== method) await tx.update(orders).set(methodColumns(method)).where(eq(orders.id, order.id));
  return { attempt, request };
}

/** Saves the reference, which must happen before the browser receives anything to pay with. Returns false if the attempt was closed. */
async function saveRef(db: Db, id: PaymentAttemptId, ref: string): Promise<boolean> {
  const saved = await db
    .update(paymentAttempts)
    .set({ providerRef: ref })
    .where(
      and(
        eq(paymentAttempts.id, id),
        eq(paymentAttempts.status, "open"),
        or(isNull(paymentAttempts.providerRef), eq(paymentAttempts.providerRef, ref)),
      ),
    )
    .returning({ id: paymentAttempts.id });
  return saved.length > 0;
}

/** Closes an attempt after a definite refusal; after an unknown outcome the attempt stays open for a retry with the same key. */
async function closeIfRejected(db: Db, attempt: PaymentAttempt, error: unknown, now: Date): Promise<Step> {
  if (error instanceof ProviderUnreachable) {
    log.warn({ err: error, provider: attempt.provider, attemptId: attempt.id }, "a payment could not be started");
    return fail("unreachable");
  }
  if (!(error instanceof ProviderRejected)) throw error;
  // A payment that exists but can't be looked up may still be paid.
  if (attempt.providerRef) return fail("unreachable");
  const spent = error.code === "key_spent";
  log[spent ? "warn" : "error"](
    { err: error, code: error.code, provider: attempt.provider, attemptId: attempt.id },
    "a payment was refused",
  );
  await transact(db, async (tx) => {
    await lockOrder(tx, attempt.orderId);
    await closeAttempt(tx, attempt.id, now);
  });
  return spent ? "again" : fail("refused");
}
