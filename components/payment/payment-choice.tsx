"use client";

import { useScript } from "@/components/cart/cart-state";
import { RadioRow, RadioRows } from "@/components/ui/choice";
import type { PaymentMethod } from "@/lib/payments/methods";
import { CardPanel } from "./card-panel";
import { METHOD_WORDS } from "./checkout-words";
import type { Card } from "./use-card";

/** The ways to pay; a card is typed right here. */
export function PaymentChoice<M extends PaymentMethod>({
  methods,
  chosen,
  onChoose,
  card,
}: {
  methods: readonly M[];
  chosen: M | undefined;
  onChoose: (method: M) => void;
  card: Card;
}) {
  const script = useScript();
  return (
    <RadioRows legend="Payment" hideLegend>
      {methods.map((method, index) => (
        <RadioRow
          key={method}
          id={index === 0 ? "paymentMethod" : undefined}
          name="paymentMethod"
          value={method}
          checked={method === chosen}
          onChange={() => onChoose(method)}
          label={METHOD_WORDS[method].name}
          note={METHOD_WORDS[method].note}
          aside={method === "card" && <CardMarks />}
        >
          {method === "card" && <CardPanel card={card} />}
          {method === "paypal" && !script && (
            <p className="hidden text-sm noscript:block">Paying with PayPal needs JavaScript, which is switched off here.</p>
          )}
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
