"use client";

import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import type { Card } from "./use-card";

/** The provider's card fields in a frame of the size they will have, and what became of the last try. */
export function CardPanel({ card }: { card: Card }) {
  return (
    <>
      <p className="hidden text-sm noscript:block">Paying by card needs JavaScript, which is switched off here.</p>
      <div className="grid gap-3 noscript:hidden" id="card">
        <div className={`relative ${card.isStandIn ? "min-h-[20.96875rem] sm:min-h-[19.875rem]" : "min-h-[10.5rem]"}`}>
          {card.phase === "waiting" && <Outline />}
          <div ref={card.slot} className={card.phase === "open" ? "" : "invisible"} />
          {card.phase === "failed" && (
            <div role="alert" className="absolute inset-0 grid content-center gap-3">
              <p>The card fields did not load. Please see whether you are online, then try again, or choose another way to pay.</p>
              <Button look="line" className="justify-self-start" onClick={card.reload}>
                Try again
              </Button>
            </div>
          )}
        </div>
        <div role="alert">
          <FieldError id="card-error" error={card.error ?? undefined} />
        </div>
      </div>
    </>
  );
}

/** Three fields to come: number; date and code side by side. */
function Outline() {
  return (
    <div role="status" className="absolute inset-0 grid grid-cols-2 content-start gap-x-4 gap-y-[18px]">
      <span className="sr-only">The card fields are being loaded.</span>
      {["col-span-2", "", ""].map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never move
        <span key={index} aria-hidden="true" className={`grid gap-1.5 ${span}`}>
          <span className="h-[21px] w-24 rounded-xs bg-linen" />
          <span className="h-12 rounded-md border border-linen-deep bg-paper" />
        </span>
      ))}
    </div>
  );
}
