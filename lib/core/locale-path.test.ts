import { expect, test } from "vitest";
import { localePath } from "./locale-path";

test.each([
  ["/", "en", "/"],
  ["/cart", "en", "/cart"],
  ["/", "en-XA", "/en-XA"],
  ["/cart?code=1#top", "en-XA", "/en-XA/cart?code=1#top"],
] as const)("%s in %s is at %s", (path, locale, expected) => {
  expect(localePath(locale, path)).toBe(expected);
});
