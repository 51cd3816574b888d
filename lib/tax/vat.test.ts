import { describe, expect, it } from "vitest";
import { cents } from "@/lib/core/money";
import { MissingTaxRate, taxDate, vatInside, vatRate } from "./vat";

const rates = [
  { country: "HR", class: "standard", rateBasisPoints: 2500, validFrom: "2012-03-01" },
  { country: "SK", class: "standard", rateBasisPoints: 2000, validFrom: "2011-01-01" },
  { country: "SK", class: "standard", rateBasisPoints: 2300, validFrom: "2025-01-01" },
];
const home = { home: "HR", destination: false };
const oneStopShop = { home: "HR", destination: true };

describe("the VAT rate", () => {
  it("is Croatia's for every buyer in the EU until destination VAT is switched on", () => {
    expect(vatRate(rates, home, "SK", "2026-11-23")).toBe(2500);
    expect(vatRate(rates, oneStopShop, "SK", "2026-11-23")).toBe(2300);
  });

  it("is the one in force on the day", () => {
    expect(vatRate(rates, oneStopShop, "SK", "2024-12-31")).toBe(2000);
    expect(vatRate(rates, oneStopShop, "SK", "2025-01-01")).toBe(2300);
  });

  it("is zero on exports", () => {
    expect(vatRate(rates, oneStopShop, "CH", "2026-11-23")).toBe(0);
  });

  it("is never guessed where none is stored", () => {
    expect(() => vatRate(rates, oneStopShop, "AT", "2026-11-23")).toThrow(MissingTaxRate);
    expect(() => vatRate(rates, home, "HR", "2012-02-29")).toThrow(MissingTaxRate);
  });

  it("follows the calendar in Zagreb", () => {
    expect(taxDate(new Date("2026-12-31T22:59:59Z"))).toBe("2026-12-31");
    expect(taxDate(new Date("2026-12-31T23:00:00Z"))).toBe("2027-01-01");
  });
});

it("extracts VAT from a gross amount, half-up", () => {
  expect([2499, 3, 2, 0].map((gross) => vatInside(cents(gross), 2500))).toEqual([500, 1, 0, 0]);
});
