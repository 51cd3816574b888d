"use client";

import { PayPalButtons, PayPalScriptProvider, usePayPalScriptReducer } from "@paypal/react-paypal-js";
import { type ReactNode, useRef, useState } from "react";
import { useScript } from "@/components/cart/cart-state";
import { Button } from "@/components/ui/button";
import { formatMoney } from "@/lib/core/format";
import type { Cents } from "@/lib/core/money";
import type { ProviderScript } from "@/lib/payments/port/payment-terms";
import type { Words } from "@/messages/shape";
import { pageNonce } from "./open-stripe";

type Steps = {
  /** Before PayPal's window opens: false where something must be put right first. */
  begin: () => Promise<boolean>;
  /** The id of the PayPal order to agree to; null where there is none, which has been told. */
  order: () => Promise<string | null>;
  /** The customer agreed: the money may be taken. */
  agreed: () => Promise<void>;
  /** The customer closed PayPal's window, and nothing was paid; or PayPal failed. */
  ended: (why: "closed" | "failed") => void;
};

/** PayPal's tallest button, in CSS pixels. */
const HEIGHT = 55;

/**
 * PayPal's button in place of the form's own, under a label that names the duty to pay. `plain` is shown until the script
 * has loaded, and without script for good: both are equally high, so that nothing moves.
 */
export function PaypalPanel({
  source,
  label,
  totalCents,
  plain,
  words,
  ...steps
}: Steps & { source: ProviderScript; label: string; totalCents: Cents; plain: ReactNode; words: Words<"payment"> }) {
  const script = useScript();
  const [loads, setLoads] = useState(0);
  return (
    <section id="paypal" tabIndex={-1} aria-labelledby="paypal-label" className="grid gap-3 outline-none">
      <p id="paypal-label" className="text-center font-medium">
        {label} <span className="figures">{formatMoney(totalCents, words.locale)}</span>
      </p>
      {script ? (
        <PayPalScriptProvider
          key={loads}
          options={{
            clientId: source.publicKey,
            currency: "EUR",
            intent: "capture",
            components: "buttons",
            dataCspNonce: pageNonce(),
            sdkBaseUrl: source.address ?? undefined,
          }}
        >
          <PaypalButton {...steps} words={words} reload={() => setLoads((count) => count + 1)} />
        </PayPalScriptProvider>
      ) : (
        <div style={{ height: HEIGHT }} className="grid *:min-h-0!">
          {plain}
        </div>
      )}
    </section>
  );
}

function PaypalButton({
  begin,
  order,
  agreed,
  ended,
  words: { messages },
  reload,
}: Steps & { words: Words<"payment">; reload: () => void }) {
  const [{ isRejected, isPending }] = usePayPalScriptReducer();
  // What a step of ours refused comes back as an error of PayPal's; by then it has been told.
  const told = useRef(false);
  if (isRejected) {
    return (
      <div role="alert" className="grid justify-items-center gap-3">
        <p>{messages.paypalNotLoaded}</p>
        <Button look="line" onClick={reload}>
          {messages.retry}
        </Button>
      </div>
    );
  }
  return (
    <div style={{ minHeight: HEIGHT }} className={isPending ? "rounded-md bg-linen" : ""}>
      <PayPalButtons
        fundingSource="paypal"
        style={{ layout: "horizontal", shape: "rect", color: "gold", label: "pay", height: HEIGHT, borderRadius: 4, disableMaxWidth: true }}
        onClick={async (_data, actions) => ((await begin()) ? actions.resolve() : actions.reject())}
        createOrder={async () => {
          const id = await order();
          told.current = id === null;
          if (id === null) throw new Error("there is no order to agree to");
          return id;
        }}
        onApprove={agreed}
        onCancel={() => ended("closed")}
        onError={() => !told.current && ended("failed")}
      />
    </div>
  );
}
