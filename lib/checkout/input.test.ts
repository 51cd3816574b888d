import { describe, expect, it } from "vitest";
import { PAYMENT_METHODS } from "@/lib/payments/methods";
import { LENGTHS } from "./fields";
import { normalVatId, phoneE164, readCheckout } from "./input";

const deliverable = ["HR", "SI", "AT", "DE", "NL", "GR", "CH"];

const typed = {
  email: "ivana@example.com",
  phone: "091 234 5678",
  firstName: "Ivana",
  lastName: "Horvat",
  country: "HR",
  address: "Ilica 42",
  address2: "",
  postalCode: "10000",
  city: "Zagreb",
  billingSame: "on",
  company: "",
  vatId: "",
  shippingMethod: "standard",
  paymentMethod: "cash_on_delivery",
  note: "",
  terms: "on",
};

function errorsOf(changed: Record<string, string>) {
  const read = readCheckout({ ...typed, ...changed }, deliverable, PAYMENT_METHODS);
  return read.ok ? {} : read.errors;
}

describe("a checkout form", () => {
  it("uses the delivery address as the billing address by default", () => {
    const read = readCheckout(typed, deliverable, PAYMENT_METHODS);
    expect(read).toMatchObject({ ok: true, value: { email: "ivana@example.com", phone: "+385912345678", vatId: "" } });
    if (read.ok) expect(read.value.billingAddress).toEqual(read.value.shippingAddress);
  });

  it("accepts another billing address, and validates it by its own country", () => {
    const billing = {
      billingSame: "",
      "billing.firstName": "Ana",
      "billing.lastName": "Novak",
      "billing.country": "SI",
      "billing.address": "Trubarjeva 1",
      "billing.postalCode": "1000",
      "billing.city": "Ljubljana",
    };
    const read = readCheckout({ ...typed, ...billing }, deliverable, PAYMENT_METHODS);
    expect(read).toMatchObject({ ok: true, value: { billingAddress: { country: "SI", postalCode: "1000", address2: "" } } });
    expect(errorsOf({ ...billing, "billing.postalCode": "10000" })).toEqual({ "billing.postalCode": "postal_code" });
  });

  it("reports all missing fields at once", () => {
    const read = readCheckout({}, deliverable, PAYMENT_METHODS);
    expect(read.ok ? {} : read.errors).toEqual({
      email: "required",
      phone: "required",
      firstName: "required",
      lastName: "required",
      country: "country",
      address: "required",
      postalCode: "required",
      city: "required",
      "billing.firstName": "required",
      "billing.lastName": "required",
      "billing.country": "country",
      "billing.address": "required",
      "billing.postalCode": "required",
      "billing.city": "required",
      shippingMethod: "choose",
      paymentMethod: "choose",
      terms: "terms",
    });
  });

  it.each([
    ["HR", "1000"],
    ["SI", "10000"],
    ["AT", "12345"],
    ["DE", "1234"],
    ["NL", "1012"],
  ])("rejects, for %s, the postal code %s", (country, postalCode) => {
    expect(errorsOf({ country, postalCode, phone: "+385912345678" })).toEqual({ postalCode: "postal_code" });
  });

  it("accepts postal codes in lower case and with spaces around them", () => {
    const read = readCheckout({ ...typed, country: "NL", phone: "+385912345678", postalCode: " 1012 ab " }, deliverable, PAYMENT_METHODS);
    expect(read).toMatchObject({ ok: true, value: { shippingAddress: { postalCode: "1012 AB" } } });
  });

  it("rejects a country outside the delivery zones", () => {
    expect(errorsOf({ country: "US", postalCode: "94103", phone: "+385912345678" })).toEqual({ country: "country" });
  });

  it("drops characters that can't be seen, as pasted from elsewhere", () => {
    const pasted = {
      phone: "\u202a+385 91 234 5678\u202c",
      city: "Zag\u0000reb\u200b",
      lastName: "C\u030cac\u030cic\u0301\nKos",
      note: "First line\r\nSecond\u0007 line",
    };
    expect(readCheckout({ ...typed, ...pasted }, deliverable, PAYMENT_METHODS)).toMatchObject({
      ok: true,
      value: { phone: "+385912345678", note: "First line\nSecond line", shippingAddress: { city: "Zagreb", lastName: "Čačić Kos" } },
    });
  });

  it("rejects texts that are too long, counting a line break as one character", () => {
    expect(errorsOf({ address: "a".repeat(LENGTHS.address + 1) })).toEqual({ address: "too_long" });
    expect(errorsOf({ note: "a\r\n".repeat(LENGTHS.note / 2) })).toEqual({});
    expect(errorsOf({ note: "a".repeat(30_000), country: "HR".repeat(30_000) })).toEqual({ note: "too_long", country: "too_long" });
  });

  it.each(["ivana", "ivana@", "@example.com", "ivana@example", "iva na@example.com"])("rejects the email %s", (email) => {
    expect(errorsOf({ email })).toEqual({ email: "email" });
  });
});

describe("a phone number", () => {
  it.each([
    ["091 234 5678", "HR", "+385912345678"],
    ["+385 (0)91 234-5678", "HR", "+385912345678"],
    ["00385912345678", "HR", "+385912345678"],
    ["+49 30 901820", "HR", "+4930901820"],
    ["030 901820", "DE", "+4930901820"],
  ])("%s in %s is %s", (phone, country, number) => {
    expect(phoneE164(phone, country)).toBe(number);
  });

  it.each(["12", "telephone", "+385 1", "+999 123 456 789"])("%s is not valid", (phone) => {
    expect(phoneE164(phone, "HR")).toBeNull();
  });
});

describe("a VAT number", () => {
  it("gets its country's prefix if that is missing", () => {
    expect(normalVatId("12345678903", "HR")).toBe("HR12345678903");
    expect(normalVatId("HR 12345678903", "HR")).toBe("HR12345678903");
    expect(normalVatId("DE 136 695 976", "HR")).toBe("DE136695976");
    expect(normalVatId("094259216", "GR")).toBe("EL094259216");
  });

  it("is rejected with wrong check digits inside the EU, and accepted without a check elsewhere", () => {
    expect(normalVatId("HR12345678901", "HR")).toBeNull();
    expect(normalVatId("hello", "DE")).toBeNull();
    expect(normalVatId("CHE-123.456.788 MWST", "CH")).toBe("CHE123456788MWST");
    expect(normalVatId("", "HR")).toBe("");
  });
});
