"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { PaymentChoice } from "@/components/payment/payment-choice";
import { PaymentNotice } from "@/components/payment/payment-notice";
import { PaypalPanel } from "@/components/payment/paypal-panel";
import { type CardOwner, useCard } from "@/components/payment/use-card";
import { usePayment } from "@/components/payment/use-payment";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { PaymentRefusal, PaymentStart } from "@/lib/checkout/state";
import { formatMoney } from "@/lib/core/format";
import type { Cents } from "@/lib/core/money";
import type { OnlineMethod } from "@/lib/payments/methods";
import type { ProviderScript } from "@/lib/payments/port/payment-terms";
import type { Words } from "@/messages/shape";

export type PayNowWords = {
  pay: Words<"order.pay">;
  payment: Words<"payment">;
  common: Words<"common">;
};

/** Pays an existing order by any of the online methods. */
export function PayNow({
  reference,
  totalCents,
  methods,
  preferred,
  scripts,
  owner,
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
  owner: CardOwner;
  start: (reference: string, method: OnlineMethod) => Promise<PaymentStart>;
  sync: (reference: string) => Promise<void>;
  /** Why it could not be paid when it was placed. */
  refusal: PaymentRefusal | null;
  words: PayNowWords;
}) {
  const { pay, payment: paymentWords, common } = words;
  const router = useRouter();
  const [chosen, choose] = useState(methods.find((method) => method === preferred) ?? methods[0]);
  const [refusal, setRefusal] = useState(earlier);
  const card = useCard(scripts.card, totalCents, chosen === "card", paymentWords);
  const payment = usePayment({
    card,
    async start() {
      setRefusal(null);
      return chosen ? { reference, payment: await start(reference, chosen) } : null;
    },
    owner: () => owner,
    arrive: sync,
    refused({ error }) {
      setRefusal(error);
      // The page as it is now says why.
      if (error === "not_payable" || error === "in_progress") router.refresh();
    },
  });
  return (
    <form
      noValidate
      className="grid gap-5 noscript:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === "card") void payment.payByCard();
      }}
    >
      <PaymentChoice
        methods={methods}
        chosen={chosen}
        onChoose={choose}
        names={common.messages.paymentMethod}
        notes={paymentWords.messages.notes}
        card={card}
        words={paymentWords}
      />
      {refusal ? (
        <Notice kind="error">
          <p>{refusal === "rate_limited" ? common.messages.rateLimited : paymentWords.messages.refusals[refusal]}</p>
        </Notice>
      ) : (
        <PaymentNotice news={payment.news} words={paymentWords} />
      )}
      {chosen === "paypal" && scripts.paypal ? (
        <PaypalPanel
          {...payment.paypal}
          source={scripts.paypal}
          begin={async () => true}
          label={pay.messages.payWithPaypal}
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
