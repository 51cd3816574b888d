"use client";

import type { KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { Translator } from "@/messages/create-translator";

/**
 * "Coupon code" with "Apply", or the applied coupon's code with "Remove". Belongs inside a form, which reads the purpose
 * from `intent`. `onReturn` handles the return key if the form's first button does something else.
 */
export function CouponField({
  t,
  applied,
  error,
  typed,
  onReturn,
}: {
  t: Translator<"cart">;
  applied: string | null;
  error: string | null;
  typed: string;
  onReturn?: () => void;
}) {
  if (applied) {
    return (
      <div className="grid min-h-[4.6875rem] content-end gap-1">
        <div className="flex items-center justify-between gap-4 text-sm">
          <p>{t.rich("coupon.applied", { code: () => <b className="font-medium">{applied}</b> })}</p>
          <button type="submit" name="intent" value="drop-coupon" className="touch text-stone underline underline-offset-4 hover:text-ink">
            <span aria-hidden="true">{t("coupon.remove")}</span>
            <span className="sr-only">{t("coupon.removeCode", { code: applied })}</span>
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
        label={t("coupon.label")}
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
        {t("coupon.apply")}
      </Button>
    </div>
  );
}
