"use client";

import type { ReactNode, Ref } from "react";
import type { PaymentFields } from "@/components/payment/panel-props";
import { PaymentChoice } from "@/components/payment/payment-choice";
import { FieldError } from "@/components/ui/field";
import type { QuoteSummary } from "@/lib/checkout/summary";
import type { PaymentMethod } from "@/lib/payments/methods";
import type { ProviderScript } from "@/lib/payments/port/payment-terms";
import type { Translator } from "@/messages/create-translator";
import type { CheckoutWords } from "./form-props";
import { Step } from "./step";

/** The choice of payment method, or a line instead of it if there is nothing to pay or no method for this order. */
export function PaymentStep({
  summary,
  chosen,
  onChoose,
  scripts,
  fields,
  error,
  shopEmail,
  words,
  t,
  children,
}: {
  summary: QuoteSummary;
  chosen: PaymentMethod | undefined;
  onChoose: (method: PaymentMethod) => void;
  scripts: Partial<Record<PaymentMethod, ProviderScript>>;
  /** Receives the fields of the chosen method; null if it has none. */
  fields: Ref<PaymentFields>;
  error: string | undefined;
  /** Empty if the shop has named none. */
  shopEmail: string;
  words: CheckoutWords;
  t: Translator<"checkout">;
  children: ReactNode;
}) {
  return (
    <Step title={t("steps.payment")}>
      {!chosen ? (
        <p>
          {t("noMethod")} {shopEmail ? t("writeTo", { email: shopEmail }) : t("write")}
        </p>
      ) : summary.totalCents === 0 ? (
        <p>
          <input type="hidden" name="paymentMethod" value={chosen} />
          {summary.couponCode ? t("covered") : words.paymentNotes[chosen]}
        </p>
      ) : (
        <>
          {summary.onlineOnly && <p>{t("onlineOnly")}</p>}
          <PaymentChoice
            methods={summary.paymentMethods}
            chosen={chosen}
            onChoose={onChoose}
            names={words.common.messages.paymentMethod}
            notes={words.paymentNotes}
            scripts={scripts}
            totalCents={summary.totalCents}
            fields={fields}
            words={words.payment}
          />
        </>
      )}
      <FieldError id="paymentMethod-error" error={error} />
      {children}
    </Step>
  );
}
