import { expect, test } from "vitest";
import { compareValues } from "./difference";

test("lists only the parts that differ, with their names in words", () => {
  const before = { tags: [], shippingAddress: { city: "Split", postal_code: "21000" }, total: 5, isPaid: false, note: "x" };
  const after = { tags: ["gift", "fragile"], shippingAddress: { city: "Zadar", postal_code: "21000" }, total: 5, isPaid: true };
  expect(compareValues(before, after)).toEqual({
    changes: [
      { name: "shipping address, city", before: "Split", after: "Zadar" },
      { name: "is paid", before: "no", after: "yes" },
      { name: "note", before: "x", after: undefined },
      { name: "tags", before: undefined, after: "gift, fragile" },
    ],
    more: 0,
  });
});

test("numbers the things of a list", () => {
  expect(compareValues({ lines: [{ sku: "A", quantity: 1 }] }, { lines: [{ sku: "A", quantity: 2 }, { sku: "B" }] }).changes).toEqual([
    { name: "lines 1, quantity", before: "1", after: "2" },
    { name: "lines 2, sku", before: undefined, after: "B" },
  ]);
});

test("compares plain values, and what wasn't there", () => {
  expect(compareValues(1, 2).changes).toEqual([{ name: "value", before: "1", after: "2" }]);
  expect(compareValues(null, { by: "passkey" }).changes).toEqual([{ name: "by", before: undefined, after: "passkey" }]);
  expect(compareValues({ a: 1, b: "", c: [] }, { a: 1 }).changes).toEqual([]);
});

test("bounds what it lists", () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`field${index}`, "x".repeat(2000)]));
  const { changes, more } = compareValues(null, many);
  expect([changes.length, more, changes[0]?.after?.length]).toEqual([100, 50, 1001]);
});
