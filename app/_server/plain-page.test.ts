import { expect, test } from "vitest";
import { en } from "@/messages/en/messages";
import { missingPage, unavailablePage } from "./plain-page";

test("says in the page's language that the shop will be back, without script, and is never cached", async () => {
  const page = unavailablePage("/checkout");
  expect(page.status).toBe(503);
  expect(page.headers.get("retry-after")).toBe("5");
  expect(page.headers.get("cache-control")).toContain("no-store");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).toContain(en.errors.unavailable.title);
  expect(html).toContain('<html lang="en">');
  expect(html).not.toContain("<script");
  expect(await unavailablePage("/en-XA/cart").text()).toContain('<html lang="en-XA">');
});

test("leads from a missing page to the shop in the page's language", async () => {
  const page = missingPage("/en-XA/categories/nope");
  expect(page.status).toBe(404);
  expect(page.headers.get("retry-after")).toBeNull();
  expect(await page.text()).toContain('<a href="/en-XA">');
});
