"use client";

import { PayPalButtons, PayPalScriptProvider, usePayPalScriptReducer } from "@paypal/react-paypal-js";
import { useRef, useState } from "react";
import { useScript } from "@/components/cart/cart-state";
import { Button } from "@/components/ui/button";
import { formatMoney } from "@/lib/core/format";
import { pageNonce } from "./page-nonce";
import type { ButtonProps } from "./panel-props";

/** PayPal's tallest button, in CSS pixels. */
const HEIGHT = 55;

/**
 * PayPal's button in place of the form's own, under a label that states the obligation to pay. `plain` is shown until the
 * script has loaded, or permanently without script; both have the same height, so the layout doesn't shift.
 */
export function PaypalPanel({ steps, source, label, totalCents, plain, words }: ButtonProps) {
  const script = useScript();
  const [loads, setLoads] = useState(0);
  return (
    <section id="provider-button" tabIndex={-1} aria-labelledby="provider-button-label" className="grid gap-3 outline-none">
      <p id="provider-button-label" className="text-center font-medium">
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
          <PaypalButton steps={steps} words={words} reload={() => setLoads((count) => count + 1)} />
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
  steps: { begin, open, agreed, ended },
  words: { messages },
  reload,
}: Pick<ButtonProps, "steps" | "words"> & { reload: () => void }) {
  const [{ isRejected, isPending }] = usePayPalScriptReducer();
  // PayPal also reports a refusal by one of the shop's own steps as an error, but the page shows that already.
  const shown = useRef(false);
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
          const id = await open();
          shown.current = id === null;
          if (id === null) throw new Error("there is no order to agree to");
          return id;
        }}
        onApprove={agreed}
        onCancel={() => ended("closed")}
        onError={() => !shown.current && ended("failed")}
      />
    </div>
  );
}
