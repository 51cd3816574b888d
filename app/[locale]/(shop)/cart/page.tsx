import type { Metadata } from "next";
import { answerCart } from "@/app/_server/cart-answer";
import { listCountries } from "@/app/_server/countries";
import { database } from "@/app/_server/database";
import { pageLocale } from "@/app/_server/locale";
import { sessionCartId } from "@/app/_server/session";
import { CartContents } from "@/components/cart/cart-contents";
import { LinkButton } from "@/components/ui/button";
import { confirmPrices } from "@/lib/cart/change-cart";
import { refusalSchema } from "@/lib/cart/input";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { getSettings } from "@/lib/settings/settings";
import { translator, wordsOf } from "@/messages/translator";
import { change } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await pageLocale(), "cart")("title"), robots: { index: false } };
}

// Sent whole, because streamed parts are put in place by script, and the cart works without script.
export const instant = false;

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function CartPage({ searchParams }: { searchParams: Query }) {
  const locale = await pageLocale();
  return (
    <div className="wrap pt-8 pb-16 lg:pt-12">
      <h1 className="mb-8 text-3xl lg:text-4xl">{translator(locale, "cart")("yourCart")}</h1>
      <Contents locale={locale} searchParams={searchParams} />
    </div>
  );
}

/** The part of the page that depends on the browser's cart. */
async function Contents({ locale, searchParams }: { locale: Locale; searchParams: Query }) {
  const t = translator(locale, "cart");
  const cartId = await sessionCartId();
  const [settings, answer] = await Promise.all([getSettings(database()), answerCart(cartId, refusalIn((await searchParams).refusal))]);
  if (cartId && answer.cart) await confirmPrices(database(), cartId, answer.cart.lines);
  return (
    <CartContents
      words={wordsOf(locale, "cart")}
      initial={answer}
      change={change}
      countries={listCountries(settings, locale)}
      empty={
        <div className="grid min-h-[29rem] content-start justify-items-start gap-5 border-t border-ink pt-6">
          <p>
            {t("empty")} {t("kept")}
          </p>
          <LinkButton href={localePath(locale, "/")}>{t("startShopping")}</LinkButton>
        </div>
      }
    />
  );
}

/** The refusal in the URL that a form without script was redirected to. */
function refusalIn(query: string | string[] | undefined) {
  if (typeof query !== "string") return null;
  try {
    return refusalSchema.safeParse(JSON.parse(query)).data ?? null;
  } catch {
    return null; // None of the shop's own: the URL was written by hand.
  }
}
