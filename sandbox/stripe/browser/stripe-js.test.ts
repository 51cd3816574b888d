import type { Stripe, StripeElements, StripePaymentElement } from "@stripe/stripe-js";
import { describe, expect, expectTypeOf, test } from "vitest";
import { TEST_CARDS } from "../test-cards";
import type { Elements, PaymentElement } from "./elements";
import { parseCard } from "./parse-card";
import type { BrowserStripe } from "./stripe-js";

test("code that works with the stand-in works with the real script", () => {
  expectTypeOf<Stripe>().toExtend<Omit<BrowserStripe, "elements">>();
  expectTypeOf<StripeElements>().toExtend<Pick<Elements, "update">>();
  expectTypeOf<ReturnType<Elements["submit"]>>().toExtend<ReturnType<StripeElements["submit"]>>();
  expectTypeOf<StripePaymentElement>().toExtend<Omit<PaymentElement, "on">>();
});

describe("a card", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  const typed = { number: "4242 4242 4242 4242", expiry: "11 / 26", securityCode: "123" };

  test("is read as people usually type it", () => {
    const card = { number: "4242424242424242", expMonth: 11, expYear: 2026, securityCode: "123" };
    expect(parseCard(typed, now)).toEqual(card);
    expect(parseCard({ ...typed, expiry: "1126" }, now)).toEqual(card);
  });

  test.each([
    [{ number: "4242 4242" }, "incomplete_number"],
    [{ number: "4242 4242 4242 4241" }, "invalid_number"],
    [{ expiry: "1" }, "incomplete_expiry"],
    [{ expiry: "13 / 30" }, "incomplete_expiry"],
    [{ expiry: "10 / 26" }, "invalid_expiry_year_past"],
    [{ securityCode: "12" }, "incomplete_cvc"],
  ])("with %o is not", (wrong, code) => {
    expect(parseCard({ ...typed, ...wrong }, now)).toMatchObject({ code });
  });

  test("in the list has a valid check digit", () => {
    for (const { number } of TEST_CARDS) expect(parseCard({ ...typed, number }, now)).toMatchObject({ number });
  });
});
