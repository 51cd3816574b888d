import type { PaymentEventKind } from "@/db/schema/payments";
import type { PaymentAttemptId, RefundId } from "@/lib/core/ids";
import type { Cents } from "@/lib/core/money";

/** What a provider is asked to collect. All of it comes from the order's row. */
export type AttemptRequest = {
  /** The idempotency key, and what the provider's object names as its origin. */
  id: PaymentAttemptId;
  amountCents: Cents;
  currency: string;
  orderReference: string;
  /** Where the customer comes back to when the provider sends them away: an address of the shop. */
  returnUrl: string;
};

/**
 * What a provider says about an attempt now.
 * `open`: the customer can still pay; `approved`: the customer agreed, the shop must capture; `processing`: money is
 * under way and can neither be taken nor stopped; `paid`: captured; `failed`: it was processing and came to nothing;
 * `cancelled`: it can't be paid any more.
 */
export type ProviderPayment = {
  ref: string;
  /** The attempt it was made for, as recorded at the provider; null for an object that this shop did not make. */
  attemptId: PaymentAttemptId | null;
  state: "open" | "approved" | "processing" | "paid" | "failed" | "cancelled";
  /** What a refund names as its payment; null while no money has moved. */
  paymentRef: string | null;
  amountCents: Cents;
  /** ISO 4217, in capitals. */
  currency: string;
  /** Whether the last try was declined; the attempt itself stays open. */
  declined: boolean;
  refunds: readonly ProviderRefund[];
  disputed: boolean;
};

export type ProviderRefund = {
  ref: string;
  /** The row of the refund it was made for; null for a refund made in the provider's own dashboard. */
  refundId: RefundId | null;
  amountCents: Cents;
  state: "pending" | "succeeded" | "failed";
};

/** A webhook that is proven to come from the provider. */
export type ProviderEvent = {
  eventId: string;
  /** The provider's own name for what happened, for staff to read. */
  type: string;
  /** What the shop has to do besides asking the provider. */
  kind: PaymentEventKind;
  /** The attempt's `ref` at the provider, or null where the event names only a payment. */
  attemptRef: string | null;
  /** The payment's `paymentRef`, or null where the event names only an attempt. */
  paymentRef: string | null;
};

export type OnlineProvider = {
  name: string;
  /** What is sent under the attempt's id; its hash is stored with the attempt. */
  parameters(request: AttemptRequest): unknown;
  /** Creates the attempt at the provider, or finds the one that was created with this key. `clientSecret` lets the browser pay it and is never stored. */
  start(request: AttemptRequest): Promise<ProviderPayment & { clientSecret: string }>;
  /** Throws `ProviderRejected` with `not_found` where there is none. */
  find(ref: string): Promise<ProviderPayment & { clientSecret: string }>;
  /** The attempt that a payment belongs to. */
  findByPayment(paymentRef: string): Promise<ProviderPayment>;
  /** Captures an approved attempt, once however often it is called with one key. A decline leaves it `open` with `declined`. */
  capture(ref: string, key: string): Promise<ProviderPayment>;
  /** Cancels an attempt and returns its state then: `cancelled`, or `processing` or `paid` where it is too late. */
  cancel(ref: string): Promise<ProviderPayment>;
  /** Refunds money, once however often it is called. */
  refund(request: { id: RefundId; paymentRef: string; amountCents: Cents; currency: string }): Promise<ProviderRefund>;
  findRefund(ref: string): Promise<ProviderRefund>;
  /** Verifies a webhook by its raw body and headers (names in lower case). Throws `BadSignature`. */
  verify(body: string, headers: Readonly<Record<string, string>>, now: Date): Promise<ProviderEvent>;
  /** The events since then that the provider could not deliver. */
  listUndelivered(since: Date): Promise<ProviderEvent[]>;
};

/** The outcome of the call is unknown: no answer, an incomplete one, the provider's own fault (5xx) or its limit (429). Retry with the same key. */
export class ProviderUnreachable extends Error {
  override name = "ProviderUnreachable";
}

/** A definite no: nothing happened, and the same call would be rejected again. */
export class ProviderRejected extends Error {
  override name = "ProviderRejected";
  constructor(
    /**
     * The provider's own code, such as `charge_already_refunded`; `not_found` where there is no such object; `key_spent`
     * where it repeats a failure of its own under this key, so that the next call needs another one.
     */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A webhook that can't be proven to come from the provider. */
export class BadSignature extends Error {
  override name = "BadSignature";
  constructor(readonly reason: "missing" | "malformed" | "too_old" | "wrong" | "certificate") {
    super(`webhook rejected: ${reason}`);
  }
}
