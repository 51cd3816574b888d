"use client";

import { useScript } from "@/components/cart/cart-state";
import { RadioRow, RadioRows } from "@/components/ui/choice";
import type { PaymentMethod } from "@/lib/payments/methods";
import type { Words } from "@/messages/shape";
import { CardPanel } from "./card-panel";
import type { Card } from "./use-card";

/** The payment methods, with card fields under the first. */
export function PaymentChoice<M extends PaymentMethod>({
  methods,
  chosen,
  onChoose,
  names,
  notes,
  card,
  words,
}: {
  methods: readonly M[];
  chosen: M | undefined;
  onChoose: (method: M) => void;
  names: Readonly<Record<M, string>>;
  /** What each method means for the customer. */
  notes: Readonly<Record<M, string>>;
  card: Card;
  words: Words<"payment">;
}) {
  const { messages } = words;
  const script = useScript();
  return (
    <RadioRows legend={messages.legend} hideLegend>
      {methods.map((method, index) => (
        <RadioRow
          key={method}
          id={index === 0 ? "paymentMethod" : undefined}
          name="paymentMethod"
          value={method}
          checked={method === chosen}
          onChange={() => onChoose(method)}
          label={names[method]}
          note={notes[method]}
          aside={method === "card" && <CardMarks />}
        >
          {method === "card" && <CardPanel card={card} words={words} />}
          {method === "paypal" && !script && <p className="hidden text-sm noscript:block">{messages.needsScript.paypal}</p>}
        </RadioRow>
      ))}
    </RadioRows>
  );
}

function CardMarks() {
  return (
    <span className="flex gap-1.5">
      {["Visa", "Mastercard", "Maestro"].map((name) => (
        <span key={name} className="rounded-xs border border-linen-deep bg-paper px-1.5 py-0.5 text-[0.6875rem] leading-4 font-semibold">
          {name}
        </span>
      ))}
    </span>
  );
}
