"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { type PaymentRefusal, REFUSAL_WORDS } from "@/components/payment/checkout-words";
import { PaymentChoice } from "@/components/payment/payment-choice";
import { PaymentNotice } from "@/components/payment/payment-notice";
import { PaypalPanel } from "@/components/payment/paypal-panel";
import { type CardOwner, useCard } from "@/components/payment/use-card";
import { usePayment } from "@/components/payment/use-payment";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { PaymentStart } from "@/lib/checkout/state";
import { type Cents, formatCents } from "@/lib/core/money";
import type { BrowserKeys } from "@/lib/payments/browser-keys";
import type { OnlineMethod } from "@/lib/payments/methods";

/** Pays an order that stands already, in any of the ways it can be paid online. */
export function PayNow({
  reference,
  totalCents,
  methods,
  preferred,
  keys,
  owner,
  start,
  settle,
  refusal: earlier,
}: {
  reference: string;
  totalCents: Cents;
  methods: readonly OnlineMethod[];
  preferred: OnlineMethod;
  keys: BrowserKeys;
  owner: CardOwner;
  start: (reference: string, method: OnlineMethod) => Promise<PaymentStart>;
  settle: (reference: string) => Promise<void>;
  /** Why it could not be paid when it was placed. */
  refusal: PaymentRefusal | null;
}) {
  const router = useRouter();
  const [chosen, choose] = useState(methods.find((method) => method === preferred) ?? methods[0]);
  const [refusal, setRefusal] = useState(earlier);
  const card = useCard(keys.stripe, totalCents, chosen === "card");
  const payment = usePayment({
    card,
    async start() {
      setRefusal(null);
      return chosen ? { reference, payment: await start(reference, chosen) } : null;
    },
    owner: () => owner,
    arrive: settle,
    refused({ error }) {
      setRefusal(error);
      // What stands in the way is told by the page as it is now.
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
      <PaymentChoice methods={methods} chosen={chosen} onChoose={choose} card={card} />
      {refusal ? (
        <Notice kind="error">
          <p>{REFUSAL_WORDS[refusal]}</p>
        </Notice>
      ) : (
        <PaymentNotice news={payment.news} />
      )}
      {chosen === "paypal" && keys.paypal ? (
        <PaypalPanel
          {...payment.paypal}
          keys={keys.paypal}
          begin={async () => true}
          words="Pay now with PayPal"
          totalCents={totalCents}
          plain={null}
        />
      ) : (
        <Button type="submit" look="clay" aria-disabled={payment.busy} className="min-h-15! text-[1.0625rem]">
          {payment.busy ? "One moment …" : refusal ? "Try again:" : "Pay now"} <span className="figures">{formatCents(totalCents)}</span>
        </Button>
      )}
    </form>
  );
}
