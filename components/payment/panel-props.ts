import type { ReactNode, Ref } from "react";
import type { Cents } from "@/lib/core/money";
import type { ProviderScript } from "@/lib/payments/port/payment-terms";
import type { Words } from "@/messages/shape";
import type { Payer } from "./payer";

/** What the form's own button does with the fields of a method. */
export type PaymentFields = {
  /** Whether they are filled in correctly; they show what is wrong themselves. */
  check: () => Promise<boolean>;
  /**
   * `settled`: the provider has it, and the order's page shows what it is now. `declined`: nothing was paid, and another
   * try can be made. `unknown`: no answer came.
   */
  pay: (clientSecret: string, payer: Payer, reference: string) => Promise<"settled" | "declined" | "unknown">;
};

export type FieldsProps = {
  ref: Ref<PaymentFields>;
  source: ProviderScript | undefined;
  /** For display only: what is asked for is the order's total. */
  totalCents: Cents;
  chosen: boolean;
  words: Words<"payment">;
};

/** What a provider's own button does, one step after the other. */
export type ButtonSteps = {
  /** Before the provider's window opens: false where something must be put right first. */
  begin: () => Promise<boolean>;
  /** What lets the browser pay; null where there is nothing to pay, which the page shows by then. */
  open: () => Promise<string | null>;
  /** The customer agreed: the money may be taken. */
  agreed: () => Promise<void>;
  /** The customer closed the provider's window, and nothing was paid; or the provider failed. */
  ended: (why: "closed" | "failed") => void;
};

export type ButtonProps = {
  steps: ButtonSteps;
  source: ProviderScript;
  /** Names the duty to pay. */
  label: string;
  totalCents: Cents;
  /** The form's own button: shown until the script has loaded, and without script for good. */
  plain: ReactNode;
  words: Words<"payment">;
};
