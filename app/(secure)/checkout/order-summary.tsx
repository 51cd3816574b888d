"use client";

import { type ReactNode, useState } from "react";
import { NOT_RETURNABLE, optionWords, pieces } from "@/components/cart/cart-words";
import { Icon } from "@/components/ui/icon";
import { Picture } from "@/components/ui/picture";
import { type CartLine, countItems } from "@/lib/cart/types";
import { type Cents, formatCents, multiplyCents } from "@/lib/core/money";

/** What is bought, beside the form; on phones folded under a bar at the top that names the total. */
export function OrderSummary({ lines, totalCents, children }: { lines: readonly CartLine[]; totalCents: Cents; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <aside
      aria-label="Your order"
      className="bg-linen max-lg:-mx-5 max-lg:px-5 max-lg:md:-mx-10 max-lg:md:px-10 lg:sticky lg:top-6 lg:col-start-2 lg:row-start-1 lg:rounded-md lg:p-7"
    >
      <button
        type="button"
        aria-expanded={open}
        aria-controls="order-summary"
        onClick={() => setOpen(!open)}
        className="flex min-h-14 w-full items-center justify-between gap-4 text-left text-sm lg:hidden noscript:hidden"
      >
        <span className="flex items-center gap-2">
          {pieces(countItems(lines))}, {open ? "hide" : "show"} order and coupon
          <Icon name="chevron-down" className={`size-4 transition-transform ${open ? "rotate-180" : ""}`} />
        </span>
        <b className="figures font-serif text-lg font-[420]">{formatCents(totalCents)}</b>
      </button>
      <div id="order-summary" className={`gap-5 max-lg:pb-7 lg:grid noscript:grid ${open ? "grid" : "hidden"}`}>
        <h2 className="text-xl max-lg:sr-only">Your order</h2>
        <ul className="grid gap-4">
          {lines.map((line) => (
            <li key={line.variantId} className="grid grid-cols-[4rem_1fr_auto] gap-3.5 text-sm leading-snug">
              <div className="aspect-4/5 w-16 overflow-hidden rounded-md bg-linen-deep">
                {line.picture && <Picture picture={{ ...line.picture, alt: "" }} sizes="64px" className="size-full object-cover" />}
              </div>
              <div>
                <b className="font-medium">{line.name}</b>
                <p className="text-stone">{[optionWords(line.options), pieces(line.quantity)].filter(Boolean).join(" · ")}</p>
                {!line.returnable && <p className="text-stone">{NOT_RETURNABLE}</p>}
              </div>
              <p className="figures">{formatCents(multiplyCents(line.priceCents, line.quantity))}</p>
            </li>
          ))}
        </ul>
        {children}
      </div>
    </aside>
  );
}
