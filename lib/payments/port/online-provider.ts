import type { DisputeState, PaymentEventKind } from "@/db/schema/payments";
import type { PaymentAttemptId, RefundId } from "@/lib/core/ids";
import type { Cents } from "@/lib/core/money";

/** A request to a provider to collect a payment. All values are taken from the order's row. */
export type AttemptRequest = {
  /** The idempotency key, also recorded in the provider's object. */
  id: PaymentAttemptId;
  amountCents: Cents;
  currency: string;
  orderReference: string;
  /** The shop's page to which the provider returns a customer whom it redirected. */
  returnUrl: string;
};

/**
 * An attempt's current state at the provider.
 * `open`: the customer can still pay; `approved`: the customer agreed, the shop must capture; `processing`: money is
 * under way and can be neither captured nor stopped; `paid`: captured; `failed`: it failed while processing;
 * `cancelled`: it can no longer be paid; `unknown`: the provider has no such attempt, because it deleted an unpaid one or was asked
 * with other keys.
 */
export type ProviderPayment = {
  ref: string;
  /** The attempt recorded in the provider's object; null if this shop did not create the object. */
  attemptId: PaymentAttemptId | null;
  state: "open" | "approved" | "processing" | "paid" | "failed" | "cancelled" | "unknown";
  /** The payment's reference, which a refund must name; null while no money has moved. */
  paymentRef: string | null;
  amountCents: Cents;
  /** ISO 4217, in capitals. */
  currency: string;
  /** Whether the last try was declined; the attempt itself stays open. */
  declined: boolean;
  refunds: readonly ProviderRefund[];
};

export type ProviderRefund = {
  ref: string;
  /** The shop's refund that it was made for; null for a refund made in the provider's own dashboard. */
  refundId: RefundId | null;
  amountCents: Cents;
  state: "pending" | "succeeded" | "failed";
};

/** A dispute's current state at the provider. */
export type ProviderDispute = {
  ref: string;
  /** What is disputed, or after a lost dispute what the provider took back. */
  amountCents: Cents;
  state: DisputeState;
};

/** The content of a webhook whose signature has been verified. */
export type ProviderEvent = {
  eventId: string;
  /** The provider's own name for what happened, for staff to read. */
  type: string;
  /** Decides what the shop does besides asking the provider. */
  kind: PaymentEventKind;
  /** The attempt's `ref` at the provider, or null where the event names only a payment. */
  attemptRef: string | null;
  /** The payment's `paymentRef`, or null where the event names only an attempt. */
  paymentRef: string | null;
  /** The dispute that the event is about, if it is about one. */
  disputeRef: string | null;
};

export type OnlineProvider = {
  name: string;
  /** Returns the parameters sent under the attempt's id; their hash is stored with the attempt. */
  parameters(request: AttemptRequest): unknown;
  /** Creates the attempt at the provider, or finds the one created with its id. `clientSecret`, for the browser, is never stored. */
  start(request: AttemptRequest): Promise<ProviderPayment & { clientSecret: string }>;
  /** Throws `ProviderRejected` with `not_found` if there is none. */
  find(ref: string): Promise<ProviderPayment & { clientSecret: string }>;
  /** Finds the attempt that a payment belongs to. */
  findByPayment(paymentRef: string): Promise<ProviderPayment>;
  /** Captures an approved attempt, only once however often it is called with one key. A declined attempt stays `open` with `declined`. */
  capture(ref: string, key: string): Promise<ProviderPayment>;
  /** Cancels an attempt and returns its new state: `cancelled`, or `processing` or `paid` if it is too late. */
  cancel(ref: string): Promise<ProviderPayment>;
  /** Refunds an amount, only once however often it is called with the same id. */
  refund(request: { id: RefundId; paymentRef: string; amountCents: Cents; currency: string }): Promise<ProviderRefund>;
  findRefund(ref: string): Promise<ProviderRefund>;
  findDispute(ref: string): Promise<ProviderDispute>;
  /** Verifies a webhook from its raw body and headers (names in lower case). Throws `BadSignature`. */
  verify(body: string, headers: Readonly<Record<string, string>>, now: Date): Promise<ProviderEvent>;
  /** Lists the events since then that the provider could not deliver. */
  listUndelivered(since: Date): Promise<ProviderEvent[]>;
};

/** The call's outcome is unknown: no answer, an unreadable one, a server error (5xx) or a rate limit (429). Retry with the same key. */
export class ProviderUnreachable extends Error {
  override name = "ProviderUnreachable";
}

/** A definite refusal: nothing was done, and the same call would be rejected again. */
export class ProviderRejected extends Error {
  override name = "ProviderRejected";
  constructor(
    /**
     * The provider's own code, such as `charge_already_refunded`; `not_found` if there is no such object; `key_spent` if the
     * provider repeats its own failure under this key, so the next call needs another key.
     */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A webhook that could not be verified as the provider's. */
export class BadSignature extends Error {
  override name = "BadSignature";
  constructor(readonly reason: "missing" | "malformed" | "too_old" | "wrong" | "certificate") {
    super(`webhook rejected: ${reason}`);
  }
}
