import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { LOCALES, PSEUDO_LOCALE } from "@/lib/core/locales";
import { en } from "./en/messages";
import { complete, messagesOf } from "./locales";
import { pseudoMessages } from "./pseudo";
import { translator, wordsOf } from "./translator";

describe("a translator", () => {
  it("chooses the plural of its language and fills in arguments", () => {
    const t = translator("en", "common");
    expect(t("items", { count: 1 })).toBe("1 item");
    expect(t("items", { count: 1200 })).toBe("1,200 items");
    expect(t("paymentMethod.card")).toBe("Card");
  });

  it("can be limited to one component's words", () => {
    expect(translator("en", "common.shippingMethod")("express")).toBe("Express");
    expect(wordsOf("en", "common.shippingMethod").messages.express).toBe("Express");
  });

  it("throws for a key without a message, and its types reject it", () => {
    const t = translator("en", "common");
    // @ts-expect-error no such key
    expect(() => t("missing")).toThrow("missing");
    // @ts-expect-error a count is needed
    expect(() => t("items")).toThrow("count");
  });
});

it.each(LOCALES)("every message in %s is well formed", (locale) => {
  const faults: string[] = [];
  const t = createTranslator({
    locale,
    messages: messagesOf(locale),
    getMessageFallback: ({ key }) => key,
    onError: ({ code, message }) => {
      if (code === "INVALID_MESSAGE") faults.push(message);
    },
  });
  for (const key of keysOf(messagesOf(locale))) Reflect.apply(t, undefined, [key, {}]);
  expect(faults).toEqual([]);
});

function keysOf(messages: object): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [key] : keysOf(Object(value)).map((inner) => `${key}.${inner}`),
  );
}

describe("the types of a second language", () => {
  it("reject a missing key, a surplus key and a different argument", () => {
    // @ts-expect-error "items" is missing
    complete({ ...en, common: { paymentMethod: en.common.paymentMethod, shippingMethod: en.common.shippingMethod } });
    // @ts-expect-error English has no "units"
    complete({ ...en, common: { ...en.common, units: "many" } });
    // @ts-expect-error the English argument is "count"
    complete({ ...en, common: { ...en.common, items: "{number, plural, other {#}}" } });
    expect(complete({ ...en, common: { ...en.common, items: "artikala: {count}" } })).toBeDefined();
  });
});

describe("the pseudo-locale", () => {
  it.each([
    ["Remove", "«Remove»"],
    ["{name} was added.", "{name}« was added.»"],
    ["{first}, {second}", "{first}, {second}"],
    ["{count, plural, one {# item} other {# items}}", "{count, plural, one {«# item»} other {«# items»}}"],
    ["I accept the <terms>terms of sale</terms>.", "«I accept the »<terms>«terms of sale»</terms>."],
  ])("marks the words of %s", (message, marked) => {
    expect(pseudoMessages({ message })).toEqual({ message: marked });
  });

  it("works with the same translators", () => {
    expect(translator(PSEUDO_LOCALE, "common")("items", { count: 2 })).toBe("«2 items»");
  });
});
