"use client";

import type { Ref } from "react";
import { useScript } from "@/components/cart/cart-state";
import { RadioRow, RadioRows } from "@/components/ui/choice";
import type { Cents } from "@/lib/core/money";
import type { OnlineMethod, PaymentMethod } from "@/lib/payments/methods";
import type { ProviderScript } from "@/lib/payments/port/payment-terms";
import type { Words } from "@/messages/shape";
import { partsOf } from "./method-parts";
import type { PaymentFields } from "./panel-props";

/** The payment methods, each with its own fields if it has any. */
export function PaymentChoice<M extends PaymentMethod>({
  methods,
  chosen,
  onChoose,
  names,
  notes,
  scripts,
  totalCents,
  fields,
  words,
}: {
  methods: readonly M[];
  chosen: M | undefined;
  onChoose: (method: M) => void;
  names: Readonly<Record<M, string>>;
  /** A note on each method for the customer. */
  notes: Readonly<Record<M, string>>;
  scripts: Partial<Record<PaymentMethod, ProviderScript>>;
  totalCents: Cents;
  /** Receives the fields of the chosen method; null if it has none. */
  fields: Ref<PaymentFields>;
  words: Words<"payment">;
}) {
  const { messages } = words;
  const script = useScript();
  const needsScript: Partial<Record<PaymentMethod, string>> = messages.needsScript satisfies Record<OnlineMethod, string>;
  return (
    <RadioRows legend={messages.legend} hideLegend>
      {methods.map((method, index) => {
        const { Marks, Fields } = partsOf(method);
        const isChosen = method === chosen;
        return (
          <RadioRow
            key={method}
            id={index === 0 ? "paymentMethod" : undefined}
            name="paymentMethod"
            value={method}
            checked={isChosen}
            onChange={() => onChoose(method)}
            label={names[method]}
            note={notes[method]}
            aside={Marks && <Marks />}
          >
            {needsScript[method] && !script && <p className="hidden text-sm noscript:block">{needsScript[method]}</p>}
            {Fields && (
              <Fields ref={isChosen ? fields : null} source={scripts[method]} totalCents={totalCents} chosen={isChosen} words={words} />
            )}
          </RadioRow>
        );
      })}
    </RadioRows>
  );
}
