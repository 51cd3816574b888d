import { expect, it } from "vitest";
import { paymentReferenceForms } from "./references";

it("has check digits by ISO 11649, for the standard's example and the shop's own", () => {
  expect(paymentReferenceForms(539007547034).rf).toBe("RF18539007547034");
  expect(paymentReferenceForms(13141592621)).toEqual({ hr00: "HR00 13141592621", rf: expect.stringMatching(/^RF\d{2}13141592621$/) });
});

it("leaves a remainder of one when the rearranged RF form is divided by 97", () => {
  for (const reference of [10_000_000_000, 13_141_592_621, 19_999_999_999]) {
    const { rf } = paymentReferenceForms(reference);
    expect(BigInt(`${rf.slice(4)}2715${rf.slice(2, 4)}`) % 97n).toBe(1n);
  }
});
