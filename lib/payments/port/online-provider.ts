import type { PaymentEventKind } from "@/db/schema/payments";
import type { PaymentAttemptId, RefundId } from "@/lib/core/ids";
import type { Cents } from "@/lib/core/money";

/** What a provider is asked to collect. Everything in it comes from the order's row. */
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
 * What a provider says of an attempt now.
 * `open`: the customer can still pay; `approved`: the customer agreed, the shop must capture; `processing`: money is
 * under way and can neither be taken nor stopped; `paid`: captured; `failed`: it was processing and came to nothing;
 * `cancelled`: it can't be paid any more.
 */
export type ProviderPayment = {
  ref: string;
  /** The attempt it was made for, as the provider was told; null for an object that is not of this shop's making. */
  attemptId: PaymentAttemptId | null;
  state: "open" | "approved" | "processing" | "paid" | "failed" | "cancelled";
  /** What a refund is asked for; null while no money moved. */
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
  /** The refund's row it was made for; null for one made in the provider's own pages. */
  refundId: RefundId | null;
  amountCents: Cents;
  state: "pending" | "succeeded" | "failed";
};

/** A webhook that was proved to come from the provider. */
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
  /** What is sent under the attempt's id; its hash stands beside the attempt. */
  parameters(request: AttemptRequest): unknown;
  /** Makes the attempt at the provider, or finds the one that was made with this key. `clientSecret` lets the browser pay it and is never stored. */
  start(request: AttemptRequest): Promise<ProviderPayment & { clientSecret: string }>;
  /** Throws `ProviderRejected` with `not_found` where there is none. */
  find(ref: string): Promise<ProviderPayment & { clientSecret: string }>;
  /** The attempt that a payment belongs to. */
  findByPayment(paymentRef: string): Promise<ProviderPayment>;
  /** Takes an approved attempt's money, once however often it is asked with one key. A decline leaves it `open` with `declined`. */
  capture(ref: string, key: string): Promise<ProviderPayment>;
  /** Ends an attempt; answers with what it is then: `cancelled`, or `processing` or `paid` where it is too late. */
  cancel(ref: string): Promise<ProviderPayment>;
  /** Gives money back, once however often it is asked. */
  refund(request: { id: RefundId; paymentRef: string; amountCents: Cents; currency: string }): Promise<ProviderRefund>;
  findRefund(ref: string): Promise<ProviderRefund>;
  /** Proves a webhook by its raw body and headers (names in lower case). Throws `BadSignature`. */
  verify(body: string, headers: Readonly<Record<string, string>>, now: Date): Promise<ProviderEvent>;
  /** What the provider wanted to tell since then and could not deliver. */
  listUndelivered(since: Date): Promise<ProviderEvent[]>;
};

/** Nobody knows what became of the call: no answer, an answer cut off, the provider's own fault (5xx) or its limit (429). Try again with the same key. */
export class ProviderUnreachable extends Error {
  override name = "ProviderUnreachable";
}

/** A definite no: nothing happened, and the same call would be refused again. */
export class ProviderRejected extends Error {
  override name = "ProviderRejected";
  constructor(
    /**
     * The provider's own code, such as `charge_already_refunded`; `not_found` where there is no such object; `key_spent`
     * where it repeats a failure of its own under this key, so that another one has to be taken.
     */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A webhook that can't be proved to come from the provider. */
export class BadSignature extends Error {
  override name = "BadSignature";
  constructor(readonly reason: "missing" | "malformed" | "too_old" | "wrong" | "certificate") {
    super(`webhook rejected: ${reason}`);
  }
}
