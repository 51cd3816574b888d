import { expect, test } from "vitest";
import { boundedJson, MAX_VALUE_BYTES } from "./bounded-value";

const parsed = (value: unknown): unknown => JSON.parse(boundedJson(value) ?? "null");

test("keeps a value that fits as it is, with times and large numbers as text", () => {
  const fitting = { texts: ["x".repeat(30_000)], at: new Date("2026-11-30T10:00:00Z"), size: 12n, none: null };
  expect(parsed(fitting)).toEqual({ ...fitting, at: "2026-11-30T10:00:00.000Z", size: "12" });
  expect(boundedJson(undefined)).toBeNull();
  expect(boundedJson(null)).toBe("null");
});

test("cuts long texts and lists of a value that doesn't fit, and says so", () => {
  const orders = Array.from({ length: 5000 }, (_, index) => ({ reference: `ORD-${index}` }));
  const cut = parsed({ orders, note: "č".repeat(3000), name: "short" });
  expect(cut).toMatchObject({ note: `${"č".repeat(2000)}…`, name: "short" });
  expect(cut).toHaveProperty("orders.length", 101);
  expect(cut).toHaveProperty("orders.100", "… 4900 more");
});

test("never cuts a character in two", () => {
  const json = boundedJson({ note: `${"x".repeat(1999)}😀`.repeat(40) });
  expect(json).not.toContain("\\ud83d");
});

test("leaves only the size of what is too large even then", () => {
  const large = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field ${index}`, index]));
  expect(parsed(large)).toEqual({ omittedBytes: Buffer.byteLength(JSON.stringify(large)) });
  let deep: unknown = "x".repeat(1000);
  for (let depth = 0; depth < 200; depth += 1) deep = [deep, "x".repeat(1000)];
  expect(Buffer.byteLength(boundedJson(deep) ?? "")).toBeLessThan(MAX_VALUE_BYTES);
  expect(boundedJson(deep)).toContain(`["…","${"x".repeat(1000)}"]`);
});
