import type { Page } from "@playwright/test";
import { en } from "@/messages/en/messages";
import { expect, test } from "./fixtures";
import { holdScripts } from "./hold-scripts";

const results = (page: Page) =>
  page
    .getByRole("region", { name: "Products" })
    .getByRole("heading", { level: 2 })
    .filter({ has: page.getByRole("link") });
const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 900;

/** Opens the facets if they are a drawer, checks one, and submits the form if it does not submit itself. */
async function narrow(page: Page, label: RegExp) {
  if (isPhone(page)) await page.getByRole("button", { name: /^Filter/ }).click();
  await page.getByRole("form", { name: "Filters" }).getByRole("checkbox", { name: label }).check();
  if (isPhone(page)) await page.getByRole("button", { name: /^Show \d+ product/ }).click();
}

test.describe("finding", () => {
  test("misspelt words find the intended products, with or without accents", async ({ page }) => {
    await page.goto("/search?q=cotn+tshirt");
    await expect(results(page).filter({ hasText: "Everyday T-shirt" })).toBeVisible();
    await page.goto("/search?q=zumberak");
    await expect(results(page).first()).toContainText("Žumberak");
  });

  test("suggestions can be chosen by keyboard", { tag: "@phone" }, async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Search", exact: true }).first().click();
    const field = page.getByRole("combobox", { name: "Search the shop" });
    await expect(field).toBeFocused();
    await field.pressSequentially("zumb");
    await expect(page.getByRole("option").first()).toBeVisible();
    await field.press("ArrowDown");
    await expect(page.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
    await field.press("Enter");
    await expect(page).toHaveURL(/\/products\/zumberak/);
  });

  test("facets filter a category, appear in the URL and can be removed", { tag: "@phone" }, async ({ page }) => {
    await page.goto("/categories/tops");
    await expect(results(page).first()).toBeVisible();
    const all = await results(page).count();
    await narrow(page, /^Clay/);
    await expect(page).toHaveURL(/[?&]color=clay/);
    await expect.poll(() => results(page).count()).toBeLessThan(all);
    await page.reload();
    await expect(results(page).first()).toBeVisible();
    expect(await results(page).count()).toBeLessThan(all);
    if (!isPhone(page)) {
      await page.getByRole("link", { name: "Remove filter: Clay" }).click();
      await expect(page).toHaveURL(/\/categories\/tops$/);
      await expect(results(page)).toHaveCount(all);
      await expect(page.getByRole("checkbox", { name: /^Clay/ })).not.toBeChecked();
    }
  });

  test.describe("in another order", () => {
    // The browser doesn't count the test's choice as input, so the change of the list's width counts as a shift.
    test.use({ expectedErrors: [/layout shift: .*Sort by/] });

    test("the order is chosen from a list", async ({ page }) => {
      await page.goto("/categories/tops");
      // The list does not react to a choice until its script has loaded.
      await expect(async () => {
        await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Name" });
        await expect(page).toHaveURL(/sort=name/, { timeout: 2000 });
      }).toPass();
      await expect
        .poll(async () => {
          const names = (await results(page).allTextContents()).map((name) => name.normalize("NFD").charAt(0));
          return names.join() === names.toSorted().join();
        })
        .toBe(true);
    });
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("lists are filtered by a form, and a variant is chosen from a list", async ({ page }) => {
    await page.goto("/categories/tops?color=clay&size=m");
    await expect(results(page).first()).toBeVisible();
    await page.goto("/products/everyday-t-shirt");
    await page.getByRole("combobox", { name: "Choose" }).selectOption({ index: 1 });
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page).toHaveURL(/\/cart/);
    await expect(page.getByText("Everyday T-shirt").first()).toBeVisible();
  });
});

test.describe("a product", () => {
  test("is chosen by keyboard, and the choice appears in the URL", async ({ page }) => {
    await page.goto("/products/everyday-t-shirt");
    const colors = page.getByRole("group", { name: /^Colour/ }).getByRole("radio");
    await colors.first().focus();
    await page.keyboard.press("ArrowRight");
    await expect(colors.nth(1)).toBeChecked();
    await expect(page).toHaveURL(/color=chalk/);
    await expect(page.getByRole("list", { name: "Pictures" }).getByRole("img").first()).toHaveAttribute("alt", /chalk/i);
    await page.reload();
    await expect(colors.nth(1)).toBeChecked();
  });

  test("keeps a choice made before its script loaded", async ({ page }) => {
    const { arrive } = await holdScripts(page);
    await page.goto("/products/everyday-t-shirt", { waitUntil: "commit" });
    await page.locator("label", { has: page.getByRole("radio", { name: "Chalk" }) }).click();
    await page.locator("label", { has: page.getByRole("radio", { name: "XL", exact: true }) }).click();
    arrive();
    await expect(page).toHaveURL(/color=chalk&size=xl$/);
    await expect(page.getByRole("radio", { name: "XL", exact: true })).toBeChecked();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByRole("dialog").getByText("Chalk, XL", { exact: true })).toBeVisible();
  });

  test("shows the lowest price of the previous 30 days beside every struck-through price", async ({ page }) => {
    await page.goto("/search?sort=newest&max=1000");
    const struck = page.locator("s");
    await expect(struck.first()).toBeVisible();
    for (const price of await struck.all())
      await expect(price.locator("xpath=../..")).toContainText("Lowest price in the 30 days before the sale: €");
  });
});

test.describe("unknown URLs", () => {
  test.use({ expectedErrors: [/404/] });

  test("answer 404 and offer links to continue", async ({ page }) => {
    for (const path of ["/products/none", "/categories/none", "/collections/none", "/pages/none", "/none"]) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(404);
      await expect(page.getByRole("heading", { level: 1 }), path).toHaveText(en.errors.missing.title);
      await page.getByRole("link", { name: en.errors.missing.home }).click();
      await expect(page, path).toHaveURL("/");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(en.shop.front.title);
    }
  });
});

test("catalogue pages are cached and set no cookies, and search engines get their lists", async ({ page, request }) => {
  const sitemap = await (await request.get("/sitemap.xml")).text();
  expect(sitemap).toContain("/products/everyday-t-shirt");
  for (const path of ["/", "/categories/tops", "/products/everyday-t-shirt", "/pages/delivery"]) {
    await request.get(path);
    const headers = (await request.get(path)).headers();
    expect(headers["x-nextjs-cache"], path).toBe("HIT");
    expect(headers["cache-control"], path).toMatch(/^s-maxage=/);
    expect(headers["set-cookie"], path).toBeUndefined();
  }
  await page.goto("/products/everyday-t-shirt");
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");
  expect(data.map((each: { "@type": string }) => each["@type"])).toEqual(["Product", "BreadcrumbList"]);
  expect(data[0].offers[0]).toMatchObject({ "@type": "Offer", priceCurrency: "EUR", price: expect.stringMatching(/^\d+\.\d{2}$/) });
});
