"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useActionState, useEffect } from "react";
import { announceChange, openDrawer } from "@/components/cart/cart-state";
import { ScriptFlag } from "@/components/cart/script-flag";
import { Button } from "@/components/ui/button";
import { type CartAnswer, EMPTY_ANSWER } from "@/lib/checkout/cart-answer";
import type { StageWords } from "./product-stage";

// Loaded with the first refusal, because it needs plurals and formats.
const RefusalError = dynamic(() => import("@/components/cart/refusal-error").then((module) => module.RefusalError));

/**
 * "Add to cart" and "Quantity" for one variant. Opens the drawer with the added items, or the cart's page without script.
 * Needs the variant's id as its key, because a refusal belongs to one variant.
 */
export function AddToCart({
  variantId,
  action,
  words,
  disabled = false,
  children,
}: {
  variantId: string;
  action: (previous: CartAnswer, form: FormData) => Promise<CartAnswer>;
  words: Pick<StageWords, "locale" | "add" | "cart">;
  disabled?: boolean;
  /** The choice of a variant without script; it counts, because it comes first in the form. */
  children?: ReactNode;
}) {
  const [answer, submit, pending] = useActionState(action, EMPTY_ANSWER);
  useEffect(() => {
    if (answer === EMPTY_ANSWER) return;
    announceChange();
    if (!answer.refusal && answer.cart) openDrawer(answer);
  }, [answer]);
  return (
    <form action={submit} noValidate>
      <ScriptFlag locale={words.locale} />
      {children}
      <input type="hidden" name="variantId" value={variantId} />
      <div className="grid grid-cols-[5.5rem_1fr] items-end gap-2">
        <label className="grid gap-1.5 text-sm font-medium">
          {words.add.quantity}
          <input
            type="number"
            name="quantity"
            inputMode="numeric"
            min={1}
            max={999}
            defaultValue={1}
            disabled={disabled}
            className="figures min-h-13 w-full rounded-md border border-stone bg-paper px-3.5 text-base font-normal hover:border-ink disabled:bg-linen disabled:text-stone"
          />
        </label>
        <Button type="submit" look="clay" disabled={disabled} aria-disabled={pending}>
          {words.add.submit}
        </Button>
      </div>
      <div aria-live="polite" className="not-empty:mt-2">
        {answer.refusal && <RefusalError id="add-to-cart-error" refusal={answer.refusal} words={words.cart} />}
      </div>
    </form>
  );
}
