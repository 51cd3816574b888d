import type { Page } from "@playwright/test";
import type { Sql } from "postgres";
import { coupons } from "@/db/schema/promotions";
import { settings } from "@/db/schema/shop";
import { ZERO } from "@/lib/core/money";
import { defaultSettings } from "@/lib/settings/settings";
import { en } from "@/messages/en/messages";
import { expect, test } from "./fixtures";
import { applyCoupon, fillCheckout } from "./journey";
import { placeOrderButton, referenceOf } from "./paying";

test.describe("a coupon that covers everything", () => {
  /** A country that no other test delivers to, so free delivery there changes no other test's prices. */
  const FREE_DELIVERY = "LI";
  let code: string;

  test.beforeEach(async ({ db }) => {
    code = `GIFT${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
    await db.insert(coupons).values({ code, kind: "percentage", value: 100, validFrom: new Date(0) });
    const { zones } = defaultSettings.shipping;
    const free = { name: "Free", countries: [FREE_DELIVERY], methods: { standard: { cents: ZERO, days: [6, 14] as const } } };
    const others = zones.map((zone) => ({ ...zone, countries: zone.countries.filter((country) => country !== FREE_DELIVERY) }));
    await db
      .insert(settings)
      .values({ key: "shipping", value: { zones: [free, ...others] } })
      .onConflictDoNothing();
  });

  async function fillForeignCheckout(page: Page) {
    await fillCheckout(page, "transfer");
    await page.getByRole("combobox", { name: "Country" }).selectOption(FREE_DELIVERY);
    await page.getByLabel("Postal code").fill("9490");
  }

  async function expectFreeOrder(page: Page, sql: Sql) {
    await page.getByRole("button", { name: en.checkout.placeFreeOrder, exact: true }).click();
    await page.waitForURL(/\/orders\/ORD-/);
    await expect(page.getByText(en.order.openings.free)).toBeVisible();
    await expect(page.getByText("IBAN")).toHaveCount(0);
    const [order] = await sql`select status, payment_method, total_cents::int as total from orders where reference = ${referenceOf(page)}`;
    expect(order).toEqual({ status: "confirmed", payment_method: "free", total: 0 });
  }

  test("leaves nothing to pay and no payment method to choose, until it is removed", async ({ page, sql, holdCart }) => {
    await holdCart();
    await fillForeignCheckout(page);
    await applyCoupon(page, code);
    await expect(page.getByText(en.checkout.covered)).toBeVisible();
    await expect(page.getByRole("radio", { name: /^(Card|PayPal|Bank transfer)/ })).toHaveCount(0);
    await expect(placeOrderButton(page)).toHaveCount(0);
    await page.getByRole("button", { name: `Remove coupon ${code}` }).click();
    await expect(page.getByRole("radio", { name: /^Bank transfer/ })).toBeChecked();
    await expect(placeOrderButton(page)).toBeVisible();
    await applyCoupon(page, code);
    await expectFreeOrder(page, sql);
  });

  test("does so without JavaScript", async ({ browser, baseURL, sql }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/products/market-tote");
    await page.getByLabel("Choose").selectOption({ index: 0 });
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.waitForURL("/cart");
    await fillForeignCheckout(page);
    await page.getByLabel("Coupon code").fill(code);
    // The chosen payment method no longer suits, so nothing is ordered before the customer has seen the new total.
    await placeOrderButton(page).click();
    await expect(page.getByText(en.checkout.failures.checkAgain)).toBeVisible();
    await expect(page.getByText(en.checkout.covered)).toBeVisible();
    await page.getByRole("button", { name: `Remove coupon ${code}` }).click();
    await expect(page.getByRole("radio", { name: /^Bank transfer/ })).toBeVisible();
    await page.getByLabel("Coupon code").fill(code);
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page.getByText(en.checkout.covered)).toBeVisible();
    await expectFreeOrder(page, sql);
    await context.close();
  });
});
