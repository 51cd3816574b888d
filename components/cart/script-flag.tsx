"use client";

import { useScript } from "./cart-state";

/** Tells an action whether script takes its answer, or a page must be shown. */
export function ScriptFlag() {
  return <input type="hidden" name="script" value={useScript() ? "on" : "off"} />;
}
