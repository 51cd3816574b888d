"use client";

import { useRef, useState } from "react";
import type { PlacedOnline } from "@/lib/checkout/state";
import type { ButtonSteps, PaymentFields } from "./panel-props";
import type { Payer } from "./payer";

/** An attempt after which the customer can try again; the outcome of one that `failed` is unknown. */
export type PaymentNews = { kind: "declined" | "closed" | "failed"; reference: string };

type Setting = {
  /** Places the order if there is none yet, and starts its payment. Null if that was refused, which the page shows. */
  start: () => Promise<PlacedOnline | null>;
  payer: () => Payer;
  /** Shows the order's page, which asks the provider for the outcome. */
  arrive: (reference: string) => Promise<void>;
  /** Called when the payment could not be started; the order still exists. */
  refused: (placed: { reference: string; error: Extract<PlacedOnline["payment"], { ok: false }>["error"] }) => void;
};

/** Takes the payment of an order by an online method, one attempt at a time. */
export function usePayment({ start, payer, arrive, refused }: Setting) {
  /** The fields of the chosen method, if it has any. */
  const fields = useRef<PaymentFields>(null);
  const [busy, setBusy] = useState(false);
  const [news, setNews] = useState<PaymentNews | null>(null);
  const reference = useRef("");
  const paying = useRef(false);

  async function open(): Promise<string | null> {
    setNews(null);
    const placed = await start();
    if (!placed) return null;
    reference.current = placed.reference;
    if (placed.payment.ok) return placed.payment.value.clientSecret;
    refused({ reference: placed.reference, error: placed.payment.error });
    return null;
  }

  function show(kind: PaymentNews["kind"]) {
    if (reference.current) setNews({ kind, reference: reference.current });
  }

  return {
    busy,
    news,
    fields,
    async payByFields() {
      if (paying.current || !fields.current) return;
      const { check, pay } = fields.current;
      paying.current = true;
      setBusy(true);
      try {
        if (!(await check())) return;
        const clientSecret = await open();
        if (clientSecret === null) return;
        const outcome = await pay(clientSecret, payer(), reference.current);
        if (outcome === "settled") await arrive(reference.current);
        else show(outcome === "declined" ? "declined" : "failed");
      } finally {
        paying.current = false;
        setBusy(false);
      }
    },
    steps: { open, agreed: () => arrive(reference.current), ended: show } satisfies Omit<ButtonSteps, "begin">,
  };
}
