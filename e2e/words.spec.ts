import type { Page } from "@playwright/test";
import type { Sql } from "postgres";
import { countryName } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import { PSEUDO_LOCALE } from "@/lib/core/locales";
import { defaultSettings } from "@/lib/settings/settings";
import { en } from "@/messages/en/messages";
import { textsIn, unmarkedWords } from "@/tests/factories/pseudo";
import { expect, test } from "./fixtures";

// Checks pages as the server sends them, because script adds only the same words.
test.use({ javaScriptEnabled: false });

/** Search terms in the URLs below, which pages show as typed. */
const TYPED = ["linen", "none"];
/** Names of cards, beside their fields. */
const CARDS = ["Visa", "Mastercard", "Maestro"];

/** One of each kind of page, and every page with words of its own. */
const PAGES = [
  "/",
  "/products/everyday-t-shirt",
  "/categories/tops",
  "/categories/tops?color=clay&min=20&in_stock=1",
  "/categories/tops?size=none",
  "/collections/the-coast",
  "/search",
  "/search?q=linen",
  "/cart",
  "/checkout",
  "/track",
  "/track/no-such-token",
  "/withdraw",
  "/withdraw?kind=return",
  "/orders/ORD-2222222222",
  ...Object.keys(en.pages.titles).map((slug) => `/pages/${slug}`),
];

const open = (page: Page, path: string) => page.goto(localePath(PSEUDO_LOCALE, path));

test("every word of a page other than data comes from a message", async ({ page, sql }) => {
  const data = [...CARDS, ...(await listData(sql))];
  const unmarked: string[] = [];
  const look = async (where: string) => {
    for (const text of await page.evaluate(readTexts)) {
      if (data.some((value) => value.includes(text))) continue;
      const words = unmarkedWords(text, data);
      if (words.length > 0) unmarked.push(`${where}: ${words.join(" ")} (${text.slice(0, 80)})`);
    }
  };
  for (const path of PAGES) {
    await open(page, path);
    await look(path);
  }
  await open(page, "/products/everyday-t-shirt");
  await page.getByRole("button", { name: en.catalog.add.submit }).click();
  await expect(page).toHaveURL(new RegExp(`${localePath(PSEUDO_LOCALE, "/cart")}$`));
  await look("a filled cart");
  await open(page, "/checkout");
  await look("a filled checkout");
  expect([...new Set(unmarked)]).toEqual([]);
});

test("links of a page lead to pages in its language", async ({ page }) => {
  for (const path of ["/", "/products/everyday-t-shirt", "/categories/tops", "/cart", "/checkout", "/pages/terms"]) {
    await open(page, path);
    const hrefs = await page.locator("a[href^='/']:not([hreflang])").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(hrefs.length).toBeGreaterThan(0);
    expect(
      hrefs.filter((href) => !`${href}/`.startsWith(`/${PSEUDO_LOCALE}/`)),
      path,
    ).toEqual([]);
  }
});

test("a page names its URL in each language", async ({ page }) => {
  for (const path of ["/", "/products/everyday-t-shirt", "/categories/tops", "/collections/the-coast", "/pages/terms"]) {
    await open(page, path);
    const hrefOf = async (selector: string) => new URL((await page.locator(selector).getAttribute("href")) ?? "").pathname;
    expect(await hrefOf("link[rel=canonical]")).toBe(localePath(PSEUDO_LOCALE, path));
    expect(await hrefOf("link[rel=alternate][hreflang=en]")).toBe(path);
    expect(await hrefOf(`link[rel=alternate][hreflang=${PSEUDO_LOCALE}]`)).toBe(localePath(PSEUDO_LOCALE, path));
    await expect(page.locator("html")).toHaveAttribute("lang", PSEUDO_LOCALE);
  }
});

test("a page has one URL: English without a prefix, unknown languages none", async ({ request }) => {
  const redirect = await request.get("/en/products/everyday-t-shirt?color=clay", { maxRedirects: 0 });
  expect(redirect.status()).toBe(308);
  expect(redirect.headers().location).toBe("/products/everyday-t-shirt?color=clay");
  for (const path of ["/xx", "/xx/cart", "/EN/cart", "/en-xa/cart", `/${PSEUDO_LOCALE}/products/no-such-product`]) {
    expect((await request.get(path, { maxRedirects: 0 })).status(), path).toBe(404);
  }
});

/** Runs in the page. Returns every text that is visible or read out. */
function readTexts(): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest("script, style")) texts.push(node.textContent ?? "");
  }
  for (const name of ["aria-label", "title", "alt", "placeholder"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name) ?? "");
  }
  for (const meta of document.querySelectorAll("meta[name=description], meta[property^='og:title'], meta[property^='og:description']")) {
    texts.push(meta.getAttribute("content") ?? "");
  }
  const named = (value: unknown): string[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          typeof inner === "string" ? (["name", "description"].includes(key) ? [inner] : []) : named(inner),
        )
      : [];
  for (const script of document.querySelectorAll("script[type='application/ld+json']"))
    texts.push(...named(JSON.parse(script.textContent)));
  return texts.map((text) => text.replace(/\s+/g, " ").trim()).filter((text) => text !== "");
}

/** The owner's texts: the catalogue, the settings, and the localised names of the delivery countries. */
async function listData(sql: Sql): Promise<string[]> {
  const rows = await sql`
    select name, subtitle, description_html as text, material, care, manufacturer, responsible_person as person, vendor, seo_title as title,
      seo_description as description from products
    union all select name, description, '', '', '', '', '', '', '', '' from categories
    union all select name, description, '', '', '', '', '', '', '', '' from collections
    union all select name, '', '', '', '', '', '', '', '', '' from product_options
    union all select value, '', '', '', '', '', '', '', '', '' from option_values
    union all select alt, '', '', '', '', '', '', '', '', '' from images`;
  const written = textsIn([...rows, ...(await sql`select value from settings`), defaultSettings]);
  const plain = written.map((text) =>
    text
      .replace(/<[^>]+>/g, " ")
      .replaceAll("&amp;", "&")
      .replace(/\s+/g, " ")
      .trim(),
  );
  const countries = defaultSettings.shipping.zones.flatMap((zone) => zone.countries.map((code) => countryName(code, PSEUDO_LOCALE)));
  return [...plain, ...countries, "Earthman", "PayPal", ...TYPED, new Intl.DisplayNames("en", { type: "language" }).of("en") ?? ""];
}
