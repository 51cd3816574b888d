"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { isTyping } from "./is-typing";

const KEYS = [
  { keys: ["Ctrl", "K"], does: "Go to a page or an order" },
  { keys: ["/"], does: "Search this page" },
  { keys: ["J", "K"], does: "Next row of a list, previous row" },
  { keys: ["[", "]"], does: "Newer page of a list, older page" },
  { keys: ["Esc"], does: "Close a window" },
  { keys: ["?"], does: "Show this" },
] as const;

/** `/` goes to the page's search, `?` shows all keys. */
export function KeyboardHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === "?") dialog.current?.showModal();
      if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
        if (!search) return;
        event.preventDefault();
        search.focus();
        search.select();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="keys-title"
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-md border border-linen-deep bg-paper p-5 text-ink"
    >
      <h2 id="keys-title" className="mb-3">
        Keys
      </h2>
      <dl className="grid gap-2">
        {KEYS.map(({ keys, does }) => (
          <div key={does} className="flex items-center justify-between gap-4">
            <dd>{does}</dd>
            <dt className="order-last flex gap-1">
              {keys.map((key) => (
                <kbd key={key} className="rounded-[3px] border border-linen-deep px-1.5 py-0.5 font-sans text-xs">
                  {key}
                </kbd>
              ))}
            </dt>
          </div>
        ))}
      </dl>
      <form method="dialog" className="mt-5">
        <Button type="submit" look="line" className="min-h-10 px-4 py-2">
          Close
        </Button>
      </form>
    </dialog>
  );
}
