"use client";

import { type ReactNode, useActionState, useEffect, useMemo, useRef } from "react";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type Cart, countItems, goodsCents, isBuyable } from "@/lib/cart/types";
import type { CartAnswer, Refusal } from "@/lib/checkout/cart-answer";
import { formatMoney } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { createTranslator, type Translator } from "@/messages/create-translator";
import type { Words } from "@/messages/shape";
import { CartLineRow } from "./cart-line";
import { announceChange } from "./cart-state";
import { refusalText } from "./cart-texts";
import { CountryForm } from "./country-form";
import { CouponField } from "./coupon-field";
import { ScriptFlag } from "./script-flag";
import { Totals } from "./totals";

type Country = { code: string; name: string };

/** The editable list of the cart's lines, on its page (with delivery countries) or in the drawer. */
export function CartContents({
  words,
  initial,
  change,
  countries,
  empty,
}: {
  words: Words<"cart">;
  initial: CartAnswer;
  change: (previous: CartAnswer, form: FormData) => Promise<CartAnswer>;
  countries?: readonly Country[];
  /** Shown when the cart is empty. */
  empty: ReactNode;
}) {
  const [answer, submit, pending] = useActionState(change, initial);
  const list = useRef<HTMLUListElement>(null);
  const lineCount = answer.cart?.lines.length ?? 0;
  const shown = useRef(lineCount);
  useEffect(() => {
    if (answer !== initial) announceChange();
    // Removing a line also removes the focused button, so the list takes the focus.
    if (lineCount < shown.current) list.current?.focus();
    shown.current = lineCount;
  }, [answer, initial, lineCount]);

  const { locale } = words;
  const t = useMemo(() => createTranslator(words), [words]);
  const why = (refused: Refusal) => refusalText(refused, t);
  const { cart, summary, refusal } = answer;
  const couponTrouble = refusal?.about === "coupon" ? why(refusal) : summary?.couponError ? t(`refusal.${summary.couponError}`) : null;
  const spoken = cart ? t("changed", { count: countItems(cart.lines), amount: formatMoney(goodsCents(cart.lines), locale) }) : "";
  return (
    <>
      <p role="status" className="sr-only">
        {answer === initial ? "" : spoken}
      </p>
      {!cart || !summary ? (
        empty
      ) : (
        <div
          className={
            countries
              ? "grid items-start gap-x-24 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]"
              : "grid min-h-full grid-rows-[1fr_auto]"
          }
        >
          <div>
            {countries && <h2 className="sr-only">{t("products")}</h2>}
            {refusal?.about === "cart" && <Notice kind="error">{why(refusal)}</Notice>}
            <ul
              ref={list}
              tabIndex={-1}
              aria-label={t("yourCart")}
              className={`divide-y divide-linen-deep outline-none ${countries ? "border-y border-t-ink border-b-linen-deep" : ""}`}
            >
              {cart.lines.map((line) => (
                <CartLineRow
                  key={line.variantId}
                  line={line}
                  locale={locale}
                  t={t}
                  refusal={refusal?.about === "line" && refusal.variantId === line.variantId ? why(refusal) : null}
                  submit={submit}
                  pending={pending}
                />
              ))}
            </ul>
          </div>
          {countries ? (
            <aside aria-label={t("summary")} className="grid gap-5 rounded-md bg-linen p-5 sm:p-7 lg:sticky lg:top-6">
              <h2 className="text-xl">{t("summary")}</h2>
              <CountryForm locale={locale} t={t} country={cart.country} countries={countries} submit={submit} />
              <form action={submit}>
                <ScriptFlag locale={locale} />
                <CouponField
                  t={t}
                  applied={cart.couponCode}
                  error={couponTrouble}
                  typed={refusal?.about === "coupon" ? refusal.code : ""}
                />
              </form>
              <div className="border-t border-linen-deep pt-4">
                <Totals
                  locale={locale}
                  t={t}
                  figures={summary}
                  destination={countries.find(({ code }) => code === cart.country)?.name ?? cart.country}
                  estimate
                />
              </div>
              <CheckoutButton cart={cart} locale={locale} t={t} />
            </aside>
          ) : (
            <div className="sticky bottom-0 grid gap-3 border-t border-linen-deep bg-sand py-5">
              <p className="flex items-baseline justify-between gap-4">
                <span className="font-medium">{t("subtotal")}</span>
                <span className="figures font-serif text-xl">{formatMoney(goodsCents(cart.lines), locale)}</span>
              </p>
              <p className="text-xs text-stone">{t("vatIncluded")}</p>
              <CheckoutButton cart={cart} locale={locale} t={t} />
              <LinkButton href={localePath(locale, "/cart")} look="line" prefetch={false}>
                {t("view")}
              </LinkButton>
            </div>
          )}
        </div>
      )}
    </>
  );
}

/** The link to the checkout if every line can be bought. A full page load, because checkout has a stricter security policy. */
function CheckoutButton({ cart, locale, t }: { cart: Pick<Cart, "lines">; locale: Locale; t: Translator<"cart"> }) {
  if (!cart.lines.every(isBuyable)) {
    return <p className="text-sm font-medium text-oxblood">{t("blocked")}</p>;
  }
  return (
    <LinkButton href={localePath(locale, "/checkout")} look="clay" prefetch={false}>
      {t("checkout")}
    </LinkButton>
  );
}
