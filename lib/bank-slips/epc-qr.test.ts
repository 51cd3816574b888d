import { describe, expect, it } from "vitest";
import { cents } from "@/lib/core/money";
import { type CreditTransfer, epcQrPayload } from "./epc-qr";

const transfer: CreditTransfer = {
  name: "Earthman d.o.o.",
  iban: "HR12 1001 0051 8630 0016 0",
  amountCents: cents(11750),
  reference: "RF18 5390 0754 7034",
};

describe("the payload of a SEPA QR code", () => {
  it("has the lines of EPC069-12 in order, separated by line feeds, with none at the end", () => {
    expect(epcQrPayload(transfer)).toBe(
      ["BCD", "002", "1", "SCT", "", "Earthman d.o.o.", "HR1210010051863000160", "EUR117.50", "", "RF18539007547034"].join("\n"),
    );
  });

  it("contains the BIC if one is given", () => {
    expect(epcQrPayload({ ...transfer, bic: "NBHRHR2X" }).split("\n")[4]).toBe("NBHRHR2X");
    expect(() => epcQrPayload({ ...transfer, bic: "NBHR" })).toThrow(RangeError);
  });

  it.each([
    [1, "EUR0.01"],
    [10, "EUR0.10"],
    [100, "EUR1.00"],
    [123_456_789, "EUR1234567.89"],
    [99_999_999_999, "EUR999999999.99"],
  ])("writes %d cents as %s", (amount, text) => {
    expect(epcQrPayload({ ...transfer, amountCents: cents(amount) }).split("\n")[7]).toBe(text);
  });

  it.each([0, -1, 100_000_000_000])("refuses %d cents", (amount) => {
    expect(() => epcQrPayload({ ...transfer, amountCents: cents(amount) })).toThrow(RangeError);
  });

  it("refuses an IBAN and a reference with wrong check digits", () => {
    expect(() => epcQrPayload({ ...transfer, iban: "HR1310010051863000160" })).toThrow(/IBAN/);
    expect(() => epcQrPayload({ ...transfer, reference: "RF19539007547034" })).toThrow(/reference/);
    expect(() => epcQrPayload({ ...transfer, reference: "HR00123" })).toThrow(/reference/);
  });

  it("accepts names of 70 characters in UTF-8 within 331 bytes, and refuses longer ones", () => {
    const payload = epcQrPayload({ ...transfer, name: "Ž".repeat(70), amountCents: cents(99_999_999_999), reference: transfer.reference });
    expect(new TextEncoder().encode(payload).length).toBeLessThanOrEqual(331);
    expect(() => epcQrPayload({ ...transfer, name: "a".repeat(71) })).toThrow(RangeError);
    expect(() => epcQrPayload({ ...transfer, name: " " })).toThrow(RangeError);
  });

  it("refuses a line break in a name", () => {
    expect(() => epcQrPayload({ ...transfer, name: "Earthman\nHR99" })).toThrow(RangeError);
  });
});
