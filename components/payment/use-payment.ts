"use client";

import { useRef, useState } from "react";
import type { PlacedOnline } from "@/lib/checkout/state";
import type { Card, CardOwner } from "./use-card";

/** What became of a try to pay, where the customer can try again; of one that `failed` nobody knows. */
export type PaymentNews = { kind: "declined" | "closed" | "failed"; reference: string };

type Setting = {
  card: Card;
  /** Places the order where there is none yet, and starts its payment. Null where that was refused, which has been told. */
  start: () => Promise<PlacedOnline | null>;
  owner: () => CardOwner;
  /** The provider has taken it, or says otherwise: the order's page knows. */
  arrive: (reference: string) => Promise<void>;
  /** The payment could not be started; the order stands. */
  refused: (placed: { reference: string; error: Extract<PlacedOnline["payment"], { ok: false }>["error"] }) => void;
};

/** Pays an order by card or with PayPal, one try at a time. */
export function usePayment({ card, start, owner, arrive, refused }: Setting) {
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

  function tell(kind: PaymentNews["kind"]) {
    if (reference.current) setNews({ kind, reference: reference.current });
  }

  return {
    busy,
    news,
    async payByCard() {
      if (paying.current) return;
      paying.current = true;
      setBusy(true);
      try {
        if (!(await card.check())) return;
        const clientSecret = await open();
        if (clientSecret === null) return;
        const outcome = await card.pay(clientSecret, owner(), reference.current);
        if (outcome === "settled") await arrive(reference.current);
        else tell(outcome === "declined" ? "declined" : "failed");
      } finally {
        paying.current = false;
        setBusy(false);
      }
    },
    paypal: {
      order: open,
      agreed: () => arrive(reference.current),
      ended: tell,
    },
  };
}
