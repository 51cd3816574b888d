import type { Metadata } from "next";
import { Suspense } from "react";
import { answerCart } from "@/app/_server/cart-answer";
import { sessionCartId } from "@/app/_server/cart-session";
import { listCountries } from "@/app/_server/countries";
import { database } from "@/app/_server/database";
import { CartContents } from "@/components/shop/cart-contents";
import { LinkButton } from "@/components/ui/button";
import { confirmPrices } from "@/lib/cart/confirm-prices";
import { refusalSchema } from "@/lib/cart/input";
import { getSettings } from "@/lib/settings";
import { change } from "./actions";

export const metadata: Metadata = { title: "Cart", robots: { index: false } };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default function CartPage({ searchParams }: { searchParams: Query }) {
  return (
    <div className="wrap pt-8 pb-16 lg:pt-12">
      <h1 className="mb-8 text-3xl lg:text-4xl">Your cart</h1>
      <Suspense fallback={<Skeleton />}>
        <Contents searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

/** The part that belongs to one browser: made for each request inside a page that is made once. */
async function Contents({ searchParams }: { searchParams: Query }) {
  const cartId = await sessionCartId();
  const [settings, answer] = await Promise.all([getSettings(database()), answerCart(cartId, refusalIn((await searchParams).refusal))]);
  if (answer.cart) await confirmPrices(database(), answer.cart.id, answer.cart.lines);
  return (
    <CartContents
      initial={answer}
      change={change}
      countries={listCountries(settings)}
      empty={
        <div className="grid min-h-[29rem] content-start justify-items-start gap-5 border-t border-ink pt-6">
          <p>Nothing in it yet. What you add stays here for a week.</p>
          <LinkButton href="/">Look around</LinkButton>
        </div>
      }
    />
  );
}

/** A refusal that a form without script was sent here with. */
function refusalIn(query: string | string[] | undefined) {
  if (typeof query !== "string") return null;
  try {
    return refusalSchema.safeParse(JSON.parse(query)).data ?? null;
  } catch {
    return null; // Not ours: somebody wrote the address by hand.
  }
}

/** As high as a cart with two lines and its summary. */
function Skeleton() {
  return (
    <div
      role="status"
      aria-label="Looking into your cart"
      className="grid min-h-[29rem] items-start gap-x-24 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]"
    >
      <div className="border-t border-ink">
        {[0, 1].map((line) => (
          <div key={line} className="grid grid-cols-[5rem_1fr] gap-x-4 border-b border-linen-deep py-5">
            <div className="aspect-4/5 w-20 rounded-md bg-linen" />
            <div className="grid content-start gap-2">
              <div className="h-4 w-2/3 rounded-xs bg-linen" />
              <div className="h-4 w-1/3 rounded-xs bg-linen" />
            </div>
          </div>
        ))}
      </div>
      <div className="h-[29rem] rounded-md bg-linen" />
    </div>
  );
}
