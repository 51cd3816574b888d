"use client";

import type { KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

/**
 * "Coupon code" with "Apply"; once one is on the cart, its name with "Remove". Stands inside a form, which it tells
 * what is meant by `intent`. `onReturn` takes the return key where the form's own first button means something else.
 */
export function CouponField({
  applied,
  error,
  typed,
  onReturn,
}: {
  applied: string | null;
  error: string | null;
  typed: string;
  onReturn?: () => void;
}) {
  if (applied) {
    return (
      <div className="grid min-h-[4.6875rem] content-end gap-1">
        <div className="flex items-center justify-between gap-4 text-sm">
          <p>
            Coupon <b className="font-medium">{applied}</b>
          </p>
          <button type="submit" name="intent" value="drop-coupon" className="touch text-stone underline underline-offset-4 hover:text-ink">
            Remove<span className="sr-only"> coupon {applied}</span>
          </button>
        </div>
        {error && <p className="text-sm font-medium text-oxblood">{error}</p>}
      </div>
    );
  }
  const takeReturn = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !onReturn) return;
    event.preventDefault();
    onReturn();
  };
  return (
    <div className="grid grid-cols-[1fr_auto] items-start gap-2">
      <Field
        key={typed}
        label="Coupon code"
        name="code"
        defaultValue={typed}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        error={error ?? undefined}
        onKeyDown={takeReturn}
      />
      <Button type="submit" name="intent" value="coupon" look="line" className="mt-[1.6875rem] min-h-12! px-5">
        Apply
      </Button>
    </div>
  );
}
