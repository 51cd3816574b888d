import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { browserKeys } from "@/app/_server/browser-keys";
import { sessionCartId } from "@/app/_server/cart-session";
import { readDraft } from "@/app/_server/checkout-draft";
import { checkoutState } from "@/app/_server/checkout-state";
import { listCheckoutCountries } from "@/app/_server/countries";
import { database } from "@/app/_server/database";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { readCheckout } from "@/lib/checkout/input";
import { formatClock } from "@/lib/core/dates";
import { findWaitingOrder, type Order } from "@/lib/orders/queries";
import { getSettings } from "@/lib/settings/settings";
import { submit } from "./actions";
import { CheckoutForm } from "./checkout-form";

export const instant = false;

export const metadata: Metadata = { title: "Checkout" };

/** What the form would order anew is ordered already, and can still be paid. */
function WaitingNotice({ order }: { order: Pick<Order, "reference" | "expiresAt"> }) {
  const heldUntil = order.expiresAt && order.expiresAt > new Date() ? formatClock(order.expiresAt) : null;
  return (
    <div className="mb-8">
      <Notice kind="note">
        <p>
          You have ordered this already and not paid yet{heldUntil && `; it is held for you until ${heldUntil}`}.{" "}
          <a href={`/orders/${order.reference}`} className="text-link">
            Pay that order
          </a>
          , or order anew here: it takes the other one's place.
        </p>
      </Notice>
    </div>
  );
}

export default async function CheckoutPage() {
  const cartId = await sessionCartId();
  const [draft, settings, waiting] = await Promise.all([
    readDraft(),
    getSettings(database()),
    cartId ? findWaitingOrder(database(), cartId) : undefined,
  ]);
  const countries = listCheckoutCountries(settings);
  const typed = draft?.typed ?? {};
  const judged = draft?.judged
    ? readCheckout(
        typed,
        countries.map(({ code }) => code),
      )
    : null;
  const { summary, ...state } = await checkoutState(cartId, {
    typed,
    errors: judged && !judged.ok ? judged.errors : {},
    failure: draft?.failure ?? null,
    coupon: draft?.coupon ?? null,
  });
  if (!summary) {
    return (
      <div className="wrap">
        <EmptyState title="Your cart is empty">
          <p>Put something in it first, then come back here.</p>
          <LinkButton href="/">Look around</LinkButton>
        </EmptyState>
      </div>
    );
  }
  return (
    <CheckoutForm
      initial={{ ...state, summary }}
      checkoutKey={typed.checkoutKey ?? randomUUID()}
      countries={countries}
      keys={browserKeys()}
      submit={submit}
      waiting={waiting && <WaitingNotice order={waiting} />}
      termsLabel={
        <>
          I have read the{" "}
          <a href="/pages/terms" target="_blank" className="text-link" rel="noopener">
            terms
          </a>{" "}
          and know that I can{" "}
          <a href="/pages/returns" target="_blank" className="text-link" rel="noopener">
            withdraw within 14 days
          </a>
          .
        </>
      }
    />
  );
}
