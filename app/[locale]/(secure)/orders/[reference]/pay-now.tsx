"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { partsOf } from "@/components/payment/method-parts";
import type { Payer } from "@/components/payment/payer";
import { PaymentChoice } from "@/components/payment/payment-choice";
import { PaymentNotice } from "@/components/payment/payment-notice";
import { usePayment } from "@/components/payment/use-payment";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { PaymentRefusal, PaymentStart } from "@/lib/checkout/state";
import { formatMoney } from "@/lib/core/format";
import type { Cents } from "@/lib/core/money";
import type { OnlineMethod } from "@/lib/payments/methods";
import type { ProviderScript } from "@/lib/payments/port/payment-terms";
import { createTranslator } from "@/messages/create-translator";
import type { Words } from "@/messages/shape";

export type PayNowWords = {
  pay: Words<"order.pay">;
  payment: Words<"payment">;
  common: Words<"common">;
};

/** Takes the payment of an existing order by any of the online methods. */
export function PayNow({
  reference,
  totalCents,
  methods,
  preferred,
  scripts,
  payer,
  start,
  sync,
  refusal: earlier,
  words,
}: {
  reference: string;
  totalCents: Cents;
  methods: readonly OnlineMethod[];
  /** The order's own method. */
  preferred: string;
  scripts: Partial<Record<OnlineMethod, ProviderScript>>;
  payer: Payer;
  start: (reference: string, method: OnlineMethod) => Promise<PaymentStart>;
  sync: (reference: string) => Promise<void>;
  /** The reason why it could not be paid when it was placed. */
  refusal: PaymentRefusal | null;
  words: PayNowWords;
}) {
  const { pay, payment: paymentWords, common } = words;
  const router = useRouter();
  const [chosen, choose] = useState(methods.find((method) => method === preferred) ?? methods[0]);
  const [refusal, setRefusal] = useState(earlier);
  const payment = usePayment({
    async start() {
      setRefusal(null);
      return chosen ? { reference, payment: await start(reference, chosen) } : null;
    },
    payer: () => payer,
    arrive: sync,
    refused({ error }) {
      setRefusal(error);
      // The refreshed page shows the reason.
      if (error === "not_payable" || error === "in_progress") router.refresh();
    },
  });
  const { Button: ProviderButton } = partsOf(chosen);
  const source = chosen && scripts[chosen];
  const methodName = chosen ? common.messages.paymentMethod[chosen] : "";
  const payT = useMemo(() => createTranslator(pay), [pay]);
  return (
    <form
      noValidate
      className="grid gap-5 noscript:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        void payment.payByFields();
      }}
    >
      <PaymentChoice
        methods={methods}
        chosen={chosen}
        onChoose={choose}
        names={common.messages.paymentMethod}
        notes={paymentWords.messages.notes}
        scripts={scripts}
        totalCents={totalCents}
        fields={payment.fields}
        words={paymentWords}
      />
      {refusal ? (
        <Notice kind="error">
          <p>{refusal === "rate_limited" ? common.messages.rateLimited : paymentWords.messages.refusals[refusal]}</p>
        </Notice>
      ) : (
        <PaymentNotice news={payment.news} method={methodName} words={paymentWords} />
      )}
      {ProviderButton && source ? (
        <ProviderButton
          steps={{ ...payment.steps, begin: async () => true }}
          source={source}
          label={payT("payWith", { method: methodName })}
          totalCents={totalCents}
          plain={null}
          words={paymentWords}
        />
      ) : (
        <Button type="submit" look="clay" aria-disabled={payment.busy} className="min-h-15! text-[1.0625rem]">
          {payment.busy ? paymentWords.messages.busy : refusal ? pay.messages.again : pay.messages.payNow}{" "}
          <span className="figures">{formatMoney(totalCents, pay.locale)}</span>
        </Button>
      )}
    </form>
  );
}
