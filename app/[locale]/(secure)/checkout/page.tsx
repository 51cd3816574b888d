import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { readDraft } from "@/app/_server/checkout-draft";
import { currentTime } from "@/app/_server/clock";
import { listCheckoutCountries } from "@/app/_server/countries";
import { database } from "@/app/_server/database";
import { pageLocale } from "@/app/_server/locale";
import { findShownOrder, sessionCartId } from "@/app/_server/session";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { readCheckout } from "@/lib/checkout/input";
import type { CartId } from "@/lib/core/ids";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { findWaitingOrder } from "@/lib/orders/queries";
import { WITHDRAWAL_DAYS } from "@/lib/orders/return-period";
import { TRANSFER_HOLD_DAYS } from "@/lib/payments/hold-days";
import { PAYMENT_METHODS } from "@/lib/payments/methods";
import { providerScripts } from "@/lib/payments/providers";
import { getSettings } from "@/lib/settings/settings";
import { translator, wordsOf } from "@/messages/translator";
import { submit } from "./actions";
import { CheckoutForm } from "./checkout-form";
import { checkoutState } from "./checkout-state";
import type { CheckoutWords } from "./form-props";
import { WaitingNotice } from "./waiting-notice";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await pageLocale(), "checkout")("title") };
}

/** The note on each payment method for the customer. */
function paymentNotes(locale: Locale): CheckoutWords["paymentNotes"] {
  const { messages } = wordsOf(locale, "payment");
  return { ...messages.notes, bank_transfer: translator(locale, "payment")("notes.bank_transfer", { days: TRANSFER_HOLD_DAYS }) };
}

/** The cart's order that waits for its payment, if this browser may see it: the cart's id alone shows no order. */
async function findShownWaitingOrder(cartId: CartId | undefined) {
  const waiting = cartId && (await findWaitingOrder(database(), cartId));
  return waiting && (await findShownOrder({ reference: waiting.reference, token: null })) ? waiting : undefined;
}

export default async function CheckoutPage() {
  const locale = await pageLocale();
  const t = translator(locale, "checkout");
  const cartId = await sessionCartId();
  const [draft, settings, waiting] = await Promise.all([readDraft(), getSettings(database()), findShownWaitingOrder(cartId)]);
  const countries = listCheckoutCountries(settings, locale);
  const formValues = draft?.formValues ?? {};
  const validated = draft?.validated
    ? readCheckout(
        formValues,
        countries.map(({ code }) => code),
        PAYMENT_METHODS,
      )
    : null;
  const { summary, ...state } = await checkoutState(cartId, {
    formValues,
    errors: validated && !validated.ok ? validated.errors : {},
    failure: draft?.failure ?? null,
    coupon: draft?.coupon ?? null,
  });
  if (!summary) {
    return (
      <div className="wrap">
        <EmptyState title={t("empty.title")}>
          <p>{t("empty.text")}</p>
          <LinkButton href={localePath(locale, "/")}>{t("empty.action")}</LinkButton>
        </EmptyState>
      </div>
    );
  }
  return (
    <CheckoutForm
      initial={{ ...state, summary }}
      checkoutKey={formValues.checkoutKey ?? randomUUID()}
      countries={countries}
      scripts={providerScripts()}
      shopEmail={settings.company.email}
      submit={submit}
      waiting={waiting && <WaitingNotice order={waiting} now={await currentTime()} locale={locale} />}
      termsLabel={t.rich("terms", {
        days: WITHDRAWAL_DAYS,
        terms: (words) => (
          <a href={localePath(locale, "/pages/terms")} target="_blank" className="text-link" rel="noopener">
            {words}
          </a>
        ),
        returns: (words) => (
          <a href={localePath(locale, "/pages/returns")} target="_blank" className="text-link" rel="noopener">
            {words}
          </a>
        ),
      })}
      words={{
        checkout: wordsOf(locale, "checkout"),
        cart: wordsOf(locale, "cart"),
        payment: wordsOf(locale, "payment"),
        common: wordsOf(locale, "common"),
        paymentNotes: paymentNotes(locale),
      }}
    />
  );
}
