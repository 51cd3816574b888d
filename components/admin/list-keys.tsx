"use client";

import { useEffect } from "react";
import { isTyping } from "./is-typing";

/** Moves through a list by keyboard: `j` and `k` to the next and previous row's link, `[` and `]` to the newer and older page. */
export function ListKeys() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === "[") document.querySelector<HTMLElement>('a[rel="prev"]')?.click();
      if (event.key === "]") document.querySelector<HTMLElement>('a[rel="next"]')?.click();
      if (event.key !== "j" && event.key !== "k") return;
      const rows = [...document.querySelectorAll<HTMLElement>("a[data-row]")];
      const at = rows.findIndex((row) => row.matches(":focus"));
      rows[event.key === "j" ? at + 1 : Math.max(at - 1, 0)]?.focus();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return null;
}
