"use client";

import { type ReactNode, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { Picture } from "@/components/ui/picture";
import { type CartLine, countItems } from "@/lib/cart/types";
import { formatMoney, formatOptions } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import { type Cents, multiplyCents } from "@/lib/core/money";
import type { Translator } from "@/messages/create-translator";

/** The items of the order, beside the form; on phones collapsed under a bar at the top that shows the total. */
export function OrderSummary({
  lines,
  totalCents,
  locale,
  itemCount,
  notReturnable,
  t,
  children,
}: {
  lines: readonly CartLine[];
  totalCents: Cents;
  locale: Locale;
  /** A number of items in words: "2 items". */
  itemCount: (count: number) => string;
  notReturnable: string;
  t: Translator<"checkout">;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <aside
      aria-label={t("summary.title")}
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
          {t(open ? "summary.hide" : "summary.show", { count: countItems(lines) })}
          <Icon name="chevron-down" className={`size-4 transition-transform ${open ? "rotate-180" : ""}`} />
        </span>
        <b className="figures font-serif text-lg font-[420]">{formatMoney(totalCents, locale)}</b>
      </button>
      <div id="order-summary" className={`gap-5 max-lg:pb-7 lg:grid noscript:grid ${open ? "grid" : "hidden"}`}>
        <h2 className="text-xl max-lg:sr-only">{t("summary.title")}</h2>
        <ul className="grid gap-4">
          {lines.map((line) => (
            <li key={line.variantId} className="grid grid-cols-[4rem_1fr_auto] gap-3.5 text-sm leading-snug">
              <div className="aspect-4/5 w-16 overflow-hidden rounded-md bg-linen-deep">
                {line.picture && <Picture picture={{ ...line.picture, alt: "" }} sizes="64px" className="size-full object-cover" />}
              </div>
              <div>
                <b className="font-medium">{line.name}</b>
                <p className="text-stone">{[formatOptions(line.options), itemCount(line.quantity)].filter(Boolean).join(" · ")}</p>
                {!line.returnable && <p className="text-stone">{notReturnable}</p>}
              </div>
              <p className="figures">{formatMoney(multiplyCents(line.priceCents, line.quantity), locale)}</p>
            </li>
          ))}
        </ul>
        {children}
      </div>
    </aside>
  );
}
