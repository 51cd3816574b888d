"use client";

import { useImperativeHandle } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import type { FieldsProps } from "./panel-props";
import { useCard } from "./use-card";

/** The provider's card fields in a frame of their final size, and the outcome of the last attempt. */
export function CardPanel({ ref, source, totalCents, chosen, words }: FieldsProps) {
  const { messages } = words;
  const card = useCard(source, totalCents, chosen, words);
  useImperativeHandle(ref, () => ({ check: card.check, pay: card.pay }));
  return (
    <div className="grid gap-3 noscript:hidden" id="card">
      <div className={`relative ${card.isStandIn ? "min-h-[20.96875rem] sm:min-h-[19.875rem]" : "min-h-[10.5rem]"}`}>
        {card.phase === "waiting" && <Outline label={messages.card.loading} />}
        <div ref={card.slot} className={card.phase === "open" ? "" : "invisible"} />
        {card.phase === "failed" && (
          <div role="alert" className="absolute inset-0 grid content-center gap-3">
            <p>{messages.card.notLoaded}</p>
            <Button look="line" className="justify-self-start" onClick={card.reload}>
              {messages.retry}
            </Button>
          </div>
        )}
      </div>
      <div role="alert">
        <FieldError id="card-error" error={card.error ?? undefined} />
      </div>
    </div>
  );
}

/** Placeholders for three fields: the number, then date and code side by side. */
function Outline({ label }: { label: string }) {
  return (
    <div role="status" className="absolute inset-0 grid grid-cols-2 content-start gap-x-4 gap-y-[18px]">
      <span className="sr-only">{label}</span>
      {["col-span-2", "", ""].map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their order never changes
        <span key={index} aria-hidden="true" className={`grid gap-1.5 ${span}`}>
          <span className="h-[21px] w-24 rounded-xs bg-linen" />
          <span className="h-12 rounded-md border border-linen-deep bg-paper" />
        </span>
      ))}
    </div>
  );
}
