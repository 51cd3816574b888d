import { beforeAll, expect, it } from "vitest";
import { cents, ZERO } from "@/lib/core/money";
import { defaultSettings } from "@/lib/settings/settings";
import { offeredMethods } from "./offered-methods";

const open = { ...defaultSettings, company: { ...defaultSettings.company, iban: "HR1210010051863000160" } };

beforeAll(() => {
  const stripe = { STRIPE_SECRET_KEY: "sk_test_x", STRIPE_PUBLISHABLE_KEY: "pk_test_x", STRIPE_WEBHOOK_SECRET: "whsec_x" };
  Object.assign(process.env, stripe, { PAYPAL_CLIENT_ID: "x", PAYPAL_CLIENT_SECRET: "x", PAYPAL_WEBHOOK_ID: "x" });
});

it.each([
  ["with every method", open, "HR"],
  ["with card and PayPal alone", defaultSettings, "US"],
])("an order that costs nothing is free and takes no other method, in a shop %s", (_, settings, country) => {
  expect(offeredMethods({ country, totalCents: ZERO }, settings)).toEqual(["free"]);
  expect(offeredMethods({ country, totalCents: cents(1) }, settings)).not.toContain("free");
});

it("an order below the least amount of a card is offered the other methods", () => {
  expect(offeredMethods({ country: "HR", totalCents: cents(49) }, open)).toEqual(["paypal", "cash_on_delivery", "bank_transfer"]);
  expect(offeredMethods({ country: "US", totalCents: cents(50) }, defaultSettings)).toEqual(["card", "paypal"]);
});
