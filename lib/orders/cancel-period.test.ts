import { expect, it } from "vitest";
import { isCancellable } from "./cancel-period";

const placedAt = new Date("2026-11-24T10:00:00Z");
const after = (minutes: number) => new Date(placedAt.getTime() + minutes * 60_000);

it.each([
  ["pending", 0, 0, true],
  ["confirmed", 0, 60, true],
  ["confirmed", 0, 60.001, false],
  ["confirmed", 1, 5, false],
  ["shipped", 0, 5, false],
  ["delivered", 0, 5, false],
  ["cancelled", 0, 5, false],
] as const)("an order that is %s, with %i parcels, after %f minutes: %s", (status, parcels, minutes, offered) => {
  expect(isCancellable({ status, placedAt }, parcels, after(minutes))).toBe(offered);
});
