"use client";

import type { Locale } from "@/lib/core/locales";
import { useScript } from "./cart-state";

/** Fields for an action: whether script takes its answer or a page must be shown, and the language. */
export function ScriptFlag({ locale }: { locale: Locale }) {
  return (
    <>
      <input type="hidden" name="script" value={useScript() ? "on" : "off"} />
      <input type="hidden" name="locale" value={locale} />
    </>
  );
}
