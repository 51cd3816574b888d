import { describe, expect, it } from "vitest";
import { cents } from "@/lib/core/money";
import { type Hub3Transfer, hub3Payload } from "./hub3";

const transfer: Hub3Transfer = {
  payer: { name: "Željka Šćepanović-Đurđević", address: "Ulica čempresa 14", postalCode: "10000", city: "Zagreb" },
  payee: { name: "Earthman d.o.o.", address: "Ilica 1", postalCode: "21000", city: "Split" },
  iban: "HR12 1001 0051 8630 0016 0",
  amountCents: cents(11750),
  reference: "HR00 10000004711",
  description: "Order ORD-7K3M9QX2PA",
};
const fields = (values: Partial<Hub3Transfer> = {}) => hub3Payload({ ...transfer, ...values }).split("\n");

describe("the text of a HUB-3 code", () => {
  it("has the fourteen fields of the standard in order, with Croatian letters unchanged", () => {
    expect(hub3Payload(transfer)).toBe(
      [
        "HRVHUB30",
        "EUR",
        "000000000011750",
        "Željka Šćepanović-Đurđević",
        "Ulica čempresa 14",
        "10000 Zagreb",
        "Earthman d.o.o.",
        "Ilica 1",
        "21000 Split",
        "HR1210010051863000160",
        "HR00",
        "10000004711",
        "GDDS",
        "Order ORD-7K3M9QX2PA",
      ].join("\n"),
    );
  });

  it("truncates each field to the standard's length", () => {
    const long = { name: "č".repeat(90), address: "š".repeat(90), postalCode: "10000", city: "ž".repeat(90) };
    const lengths = fields({ payer: long, payee: long, description: "đ".repeat(90) }).map((field) => [...field].length);
    expect(lengths).toEqual([8, 3, 15, 30, 27, 27, 25, 25, 27, 21, 4, 11, 4, 35]);
  });

  it("leaves no space at the end of a truncated field", () => {
    expect(fields({ description: `${"a".repeat(34)} b` })[13]).toBe("a".repeat(34));
  });

  it.each([
    ["Zoë Müller-Łuczak", "Zoe Muller- uczak"],
    ["Z\u030Celjka C\u0301osic\u0301", "Željka Ćosić"],
    ["Ελένη Παπαδοπούλου", ""],
    ["Anna Иванова", "Anna"],
    ["Ana\nHR99", "Ana HR99"],
  ])("writes %j as %j", (name, printed) => {
    expect(fields({ payer: { ...transfer.payer, name } })[3]).toBe(printed);
  });

  it("accepts the largest amount that fits, and refuses any other", () => {
    expect(fields({ amountCents: cents(999_999_999_999_999) })[2]).toBe("999999999999999");
    expect(() => fields({ amountCents: cents(0) })).toThrow(RangeError);
    expect(() => fields({ amountCents: cents(1_000_000_000_000_000) })).toThrow(RangeError);
  });

  it("refuses an account that is too long and a reference of a different kind", () => {
    expect(() => fields({ iban: "MT84MALT011000012345MTLCAST001S" })).toThrow(/IBAN/);
    expect(() => fields({ reference: "RF0910000004711" })).toThrow(/reference/);
  });
});
