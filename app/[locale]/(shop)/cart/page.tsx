import type { Metadata } from "next";
import { answerCart } from "@/app/_server/cart-answer";
import { listCountries } from "@/app/_server/countries";
import { database } from "@/app/_server/database";
import { pageLocale } from "@/app/_server/locale";
import { sessionCartId } from "@/app/_server/session";
import { CartContents } from "@/components/cart/cart-contents";
import { LinkButton } from "@/components/ui/button";
import { confirmPrices } from "@/lib/cart/confirm-prices";
import { refusalSchema } from "@/lib/cart/input";
import { getSettings } from "@/lib/settings/settings";
import { change } from "./actions";

export const metadata: Metadata = { title: "Cart", robots: { index: false } };

// Sent whole: what is streamed into a page is put in its place by script, and the cart works without.
export const instant = false;

type Query = Promise<Record<string, string | string[] | undefined>>;

export default function CartPage({ searchParams }: { searchParams: Query }) {
  return (
    <div className="wrap pt-8 pb-16 lg:pt-12">
      <h1 className="mb-8 text-3xl lg:text-4xl">Your cart</h1>
      <Contents searchParams={searchParams} />
    </div>
  );
}

/** The part that belongs to one browser. */
async function Contents({ searchParams }: { searchParams: Query }) {
  const cartId = await sessionCartId();
  const [settings, answer] = await Promise.all([getSettings(database()), answerCart(cartId, refusalIn((await searchParams).refusal))]);
  if (answer.cart) await confirmPrices(database(), answer.cart.id, answer.cart.lines);
  return (
    <CartContents
      initial={answer}
      change={change}
      countries={listCountries(settings, await pageLocale())}
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
