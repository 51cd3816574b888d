"use client";

import { ScriptFlag } from "@/components/shop/script-flag";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

/** "Coupon code" with "Apply"; once one is on the cart, its name with "Remove". */
export function CouponForm({
  applied,
  error,
  typed,
  submit,
}: {
  applied: string | null;
  error: string | null;
  typed: string;
  submit: (form: FormData) => void;
}) {
  if (applied) {
    return (
      <form action={submit} className="grid gap-1">
        <ScriptFlag />
        <input type="hidden" name="intent" value="drop-coupon" />
        <div className="flex items-center justify-between gap-4 text-sm">
          <p>
            Coupon <b className="font-medium">{applied}</b>
          </p>
          <button type="submit" className="touch text-stone underline underline-offset-4 hover:text-ink">
            Remove<span className="sr-only"> coupon {applied}</span>
          </button>
        </div>
        {error && <p className="text-sm font-medium text-oxblood">{error}</p>}
      </form>
    );
  }
  return (
    <form action={submit} className="grid grid-cols-[1fr_auto] items-start gap-2">
      <ScriptFlag />
      <input type="hidden" name="intent" value="coupon" />
      <Field
        key={typed}
        label="Coupon code"
        name="code"
        defaultValue={typed}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        error={error ?? undefined}
      />
      <Button type="submit" look="line" className="mt-[1.6875rem] min-h-12! px-5">
        Apply
      </Button>
    </form>
  );
}
