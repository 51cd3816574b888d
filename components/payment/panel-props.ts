import type { ReactNode, Ref } from "react";
import type { Cents } from "@/lib/core/money";
import type { ProviderScript } from "@/lib/payments/port/payment-terms";
import type { Words } from "@/messages/shape";
import type { Payer } from "./payer";

/** The operations of the form's own button on the fields of a method. */
export type PaymentFields = {
  /** Whether the fields are filled in correctly; they show their errors themselves. */
  check: () => Promise<boolean>;
  /**
   * `settled`: the provider accepted it, and the order's page shows the outcome. `declined`: nothing was paid, and the
   * customer can try again. `unknown`: no answer was received.
   */
  pay: (clientSecret: string, payer: Payer, reference: string) => Promise<"settled" | "declined" | "unknown">;
};

export type FieldsProps = {
  ref: Ref<PaymentFields>;
  source: ProviderScript | undefined;
  /** For display only: the amount charged is the order's total. */
  totalCents: Cents;
  chosen: boolean;
  words: Words<"payment">;
};

/** The steps of a provider's own button, in order. */
export type ButtonSteps = {
  /** Runs before the provider's window opens; false if an error must be corrected first. */
  begin: () => Promise<boolean>;
  /** The client secret for the payment; null if there is nothing to pay, which the page shows by then. */
  open: () => Promise<string | null>;
  /** Called when the customer has agreed and the payment may be captured. */
  agreed: () => Promise<void>;
  /** Called when the customer closed the provider's window without paying, or the provider failed. */
  ended: (why: "closed" | "failed") => void;
};

export type ButtonProps = {
  steps: ButtonSteps;
  source: ProviderScript;
  /** A label that states the obligation to pay. */
  label: string;
  totalCents: Cents;
  /** The form's own button, shown until the provider's script has loaded, or permanently without script. */
  plain: ReactNode;
  words: Words<"payment">;
};
