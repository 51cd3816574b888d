"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type Cart, countItems, goodsCents, isBuyable } from "@/lib/cart/types";
import type { CartAnswer } from "@/lib/checkout/cart-answer";
import { formatCents } from "@/lib/core/money";
import { CartLineRow } from "./cart-line";
import { announceChange } from "./cart-state";
import { COUPON_WORDS, pieces, refusalWords } from "./cart-words";
import { CountryForm } from "./country-form";
import { CouponField } from "./coupon-field";
import { ScriptFlag } from "./script-flag";
import { Totals } from "./totals";

type Country = { code: string; name: string };

/** The cart as a list that can be changed, on its page (with countries to send to) or in the drawer. */
export function CartContents({
  initial,
  change,
  countries,
  empty,
}: {
  initial: CartAnswer;
  change: (previous: CartAnswer, form: FormData) => Promise<CartAnswer>;
  countries?: readonly Country[];
  /** What stands here when nothing is in the cart. */
  empty: ReactNode;
}) {
  const [answer, submit, pending] = useActionState(change, initial);
  const list = useRef<HTMLUListElement>(null);
  const lineCount = answer.cart?.lines.length ?? 0;
  const shown = useRef(lineCount);
  useEffect(() => {
    if (answer !== initial) announceChange();
    // Whoever removed a line stands on nothing: the list takes the focus.
    if (lineCount < shown.current) list.current?.focus();
    shown.current = lineCount;
  }, [answer, initial, lineCount]);

  const { cart, summary, refusal } = answer;
  const couponTrouble =
    refusal?.about === "coupon" ? refusalWords(refusal) : summary?.couponError ? COUPON_WORDS[summary.couponError] : null;
  const spoken = cart ? `In your cart: ${pieces(countItems(cart.lines))}, ${formatCents(goodsCents(cart.lines))}` : "";
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
            {countries && <h2 className="sr-only">Products</h2>}
            {refusal?.about === "cart" && <Notice kind="error">{refusalWords(refusal)}</Notice>}
            <ul
              ref={list}
              tabIndex={-1}
              aria-label="Your cart"
              className={`divide-y divide-linen-deep outline-none ${countries ? "border-y border-t-ink border-b-linen-deep" : ""}`}
            >
              {cart.lines.map((line) => (
                <CartLineRow
                  key={line.variantId}
                  line={line}
                  refusal={refusal?.about === "line" && refusal.variantId === line.variantId ? refusalWords(refusal) : null}
                  submit={submit}
                  pending={pending}
                />
              ))}
            </ul>
          </div>
          {countries ? (
            <aside aria-label="Summary" className="grid gap-5 rounded-md bg-linen p-5 sm:p-7 lg:sticky lg:top-6">
              <h2 className="text-xl">Summary</h2>
              <CountryForm country={cart.country} countries={countries} submit={submit} />
              <form action={submit}>
                <ScriptFlag />
                <CouponField applied={cart.couponCode} error={couponTrouble} typed={refusal?.about === "coupon" ? refusal.code : ""} />
              </form>
              <div className="border-t border-linen-deep pt-4">
                <Totals
                  figures={summary}
                  destination={countries.find(({ code }) => code === cart.country)?.name ?? cart.country}
                  estimate
                />
              </div>
              <CheckoutButton cart={cart} />
            </aside>
          ) : (
            <div className="sticky bottom-0 grid gap-3 border-t border-linen-deep bg-sand py-5">
              <p className="flex items-baseline justify-between gap-4">
                <span className="font-medium">Subtotal</span>
                <span className="figures font-serif text-xl">{formatCents(goodsCents(cart.lines))}</span>
              </p>
              <p className="text-xs text-stone">VAT included. Delivery and coupons come next.</p>
              <CheckoutButton cart={cart} />
              <LinkButton href="/cart" look="line" prefetch={false}>
                View cart
              </LinkButton>
            </div>
          )}
        </div>
      )}
    </>
  );
}

/** The way on, where everything can be bought as it stands. A full page load: checkout runs under a stricter policy. */
function CheckoutButton({ cart }: { cart: Cart }) {
  if (!cart.lines.every(isBuyable)) {
    return <p className="text-sm font-medium text-oxblood">Something in your cart can't be ordered as it is. It is marked in the list.</p>;
  }
  return (
    <LinkButton href="/checkout" look="clay" prefetch={false}>
      Checkout
    </LinkButton>
  );
}
