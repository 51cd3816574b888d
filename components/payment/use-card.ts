"use client";

import type { Stripe, StripeElementLocale, StripeElements, StripePaymentElement } from "@stripe/stripe-js";
import { type RefObject, useEffect, useRef, useState } from "react";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import type { Cents } from "@/lib/core/money";
import type { ProviderScript } from "@/lib/payments/port/payment-terms";
import { VOUCHERS } from "@/lib/payments/stripe/vouchers";
import type { Words } from "@/messages/shape";
import { brandAppearance, brandFonts } from "./brand-look";
import { openStripe } from "./open-stripe";
import type { PaymentFields } from "./panel-props";
import type { Payer } from "./payer";

type Card = PaymentFields & {
  /** The element in which the provider draws the fields. */
  slot: RefObject<HTMLDivElement | null>;
  phase: "waiting" | "open" | "failed";
  /** Whether the provider is a stand-in, which asks for the outcome above the fields and so changes the space to reserve. */
  isStandIn: boolean;
  /** The reason why the last attempt failed, in the customer's language. */
  error: string | null;
  /** Loads the fields again after they failed to load. */
  reload: () => void;
};

const STRIPE_LOCALES = { en: "en", "en-XA": "en" } as const satisfies Record<Locale, StripeElementLocale>;

/**
 * The provider's card fields. They open when first `wanted` and stay open, so a typed card is preserved while the customer
 * looks at another method. `amountCents` is for display only: the amount charged is the order's total.
 */
export function useCard(
  source: ProviderScript | undefined,
  amountCents: Cents,
  wanted: boolean,
  { locale, messages }: Words<"payment">,
): Card {
  const slot = useRef<HTMLDivElement>(null);
  const opened = useRef<{ stripe: Stripe; elements: StripeElements }>(undefined);
  const [everWanted, setEverWanted] = useState(wanted);
  const [phase, setPhase] = useState<Card["phase"]>("waiting");
  const [error, setError] = useState<string | null>(null);
  const [loads, setLoads] = useState(0);
  const firstAmount = useRef(amountCents);
  if (wanted && !everWanted) setEverWanted(true);
  const publicKey = source?.publicKey;
  const address = source?.address ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of `loads` requests another attempt.
  useEffect(() => {
    if (!everWanted || !publicKey) return;
    let left = false;
    let element: StripePaymentElement | undefined;
    setPhase("waiting");
    openStripe({ publicKey, address })
      .then((stripe) => {
        if (left || !slot.current) return;
        const elements = stripe.elements({
          mode: "payment",
          amount: firstAmount.current,
          currency: "eur",
          excludedPaymentMethodTypes: VOUCHERS,
          locale: STRIPE_LOCALES[locale],
          appearance: brandAppearance(),
          fonts: brandFonts(),
          loader: "never",
        });
        element = elements.create("payment", {
          layout: "tabs",
          fields: {
            billingDetails: { name: "never", email: "never", phone: "never", address: { country: "never", postalCode: "never" } },
          },
        });
        element.on("ready", () => setPhase("open"));
        element.on("loaderror", () => setPhase("failed"));
        element.on("change", () => setError(null));
        element.mount(slot.current);
        opened.current = { stripe, elements };
      })
      .catch(() => !left && setPhase("failed"));
    return () => {
      left = true;
      opened.current = undefined;
      element?.destroy();
    };
  }, [everWanted, publicKey, address, locale, loads]);

  useEffect(() => {
    firstAmount.current = amountCents;
    void opened.current?.elements.update({ amount: amountCents });
  }, [amountCents]);

  return {
    slot,
    phase,
    isStandIn: address !== null,
    error,
    reload: () => setLoads((count) => count + 1),
    async check() {
      setError(opened.current ? null : messages.card.notYet);
      if (!opened.current) return false;
      const submitted = await opened.current.elements.submit();
      if (!submitted.error) return true;
      // An invalid field shows its own error.
      if (submitted.error.type !== "validation_error") setError(submitted.error.message ?? messages.card.failed);
      return false;
    },
    async pay(clientSecret, payer, reference) {
      if (!opened.current) return "declined";
      const { stripe, elements } = opened.current;
      const { error } = await stripe.confirmPayment({
        elements,
        clientSecret,
        confirmParams: {
          return_url: `${location.origin}${localePath(locale, `/orders/${reference}`)}`,
          payment_method_data: { billing_details: billingDetails(payer) },
        },
        redirect: "if_required",
      });
      // It has been paid or cancelled in another window in the meantime.
      if (!error || error.code === "payment_intent_unexpected_state") return "settled";
      if (error.type === "api_connection_error" || error.type === "api_error") return "unknown";
      setError(
        error.type === "card_error" || error.type === "validation_error" ? (error.message ?? messages.card.failed) : messages.card.failed,
      );
      return "declined";
    },
  };
}

/** The payer's details, which the bank may check. The card's fields don't ask for them, because the form already has. */
function billingDetails({ email, phone, address }: Payer) {
  return {
    name: `${address.firstName} ${address.lastName}`,
    email,
    phone,
    address: {
      line1: address.address,
      line2: address.address2,
      city: address.city,
      postal_code: address.postalCode,
      country: address.country,
    },
  };
}
