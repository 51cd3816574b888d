import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import axe from "axe-core";
import { z } from "zod";
import { en } from "@/messages/en/messages";
import { TEST_BUILD, TEST_SHOP } from "@/scripts/test-shop-address";
import { adminVisits } from "./admin-visits";
import { tryCard } from "./factories";
import { test as base, expect, type Fixtures, type WorkerFixtures } from "./fixtures";
import { fillCart, fillCheckout, PRODUCT } from "./journey";
import { expectPaid, placeOrderButton, typeCard } from "./paying";
import { DESKTOP, PHONE } from "./screens";

/** Checks pages one after another in one browser, which loads their scripts and fonts once. */
const test = base.extend<object, { sharedContext: BrowserContext }>({
  sharedContext: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ ...PHONE, baseURL: TEST_SHOP, reducedMotion: "reduce" });
      await use(context);
      await context.close();
    },
    { scope: "worker" },
  ],
  context: async ({ sharedContext }, use) => {
    await sharedContext.clearCookies();
    await use(sharedContext);
    for (const page of sharedContext.pages()) await page.close();
  },
});

type Given = Pick<Fixtures, "holdCart" | "holdOrder"> & WorkerFixtures & { page: Page };
type Visit = (given: Given) => Promise<unknown>;
const at =
  (address: string): Visit =>
  ({ page }) =>
    page.goto(address);

/** Chooses the given quantity of an order's only item for withdrawal, and waits for the next step. */
async function withdraw({ page, holdOrder }: Given, quantity: number): Promise<void> {
  const { reference } = await holdOrder();
  await page.goto(`/withdraw?order=${reference}`);
  await page.getByRole("combobox").selectOption(String(quantity));
  await page.getByRole("button", { name: en.withdraw.continue }).click();
  await page.waitForURL(/step=/);
}

/** The visits that reach each route of the build in every visually different state. */
const visits: Record<string, Record<string, Visit>> = {
  "/": { "as it is": at("/") },
  "/products/[slug]": { "with sizes": at(PRODUCT), "without options": at("/products/pasture-blanket") },
  "/categories/[slug]": { "as it is": at("/categories/knitwear") },
  "/categories/[slug]/filtered": { filtered: at("/categories/knitwear?in_stock=1&sort=price") },
  "/collections/[slug]": { "as it is": at("/collections/the-mountain") },
  "/collections/[slug]/filtered": { filtered: at("/collections/the-mountain?in_stock=1") },
  "/search": { found: at("/search?q=linen"), "nothing found": at("/search?q=xyzzy") },
  "/pages/[slug]": {
    delivery: at("/pages/delivery"),
    returns: at("/pages/returns"),
    terms: at("/pages/terms"),
    privacy: at("/pages/privacy"),
    imprint: at("/pages/imprint"),
    accessibility: at("/pages/accessibility"),
  },
  "/cart": {
    empty: at("/cart"),
    "in the drawer": ({ page }) => fillCart(page),
    filled: async ({ page, holdCart }) => {
      await holdCart();
      await page.goto("/cart");
    },
  },
  "/checkout": {
    filled: async ({ page, holdCart }) => {
      await holdCart();
      await fillCheckout(page);
    },
    "sent empty": async ({ page, holdCart }) => {
      await holdCart();
      await page.goto("/checkout");
      await placeOrderButton(page).click();
      await expect(page.getByLabel("Email", { exact: true })).toBeFocused();
    },
    "with a card that is declined": async ({ page, holdCart }) => {
      await holdCart();
      await fillCheckout(page, "card");
      await typeCard(page, "declined");
      await placeOrderButton(page).click();
      await expect(page.getByRole("link", { name: /^ORD-/ })).toBeVisible();
    },
    "with PayPal, an order waiting": async ({ page, holdOrder }) => {
      const { reference } = await holdOrder({ paymentMethod: "paypal" });
      await page.goto("/checkout");
      await expect(page.locator(`main a[href="/orders/${reference}"]`)).toBeVisible();
      await page.getByRole("radio", { name: /^PayPal/ }).check();
      await expect(page.getByRole("button", { name: "Pay with PayPal" })).toBeVisible();
    },
  },
  "/orders/[reference]": {
    placed: async ({ page, holdOrder }) => {
      const { reference } = await holdOrder();
      await page.goto(`/orders/${reference}`);
    },
    "to be transferred": async ({ page, holdOrder }) => {
      const { reference } = await holdOrder({ paymentMethod: "bank_transfer" });
      await page.goto(`/orders/${reference}`);
    },
    "to be paid, after a decline": async ({ page, holdOrder, db }) => {
      const { id, reference } = await holdOrder({ paymentMethod: "card" });
      await tryCard(db, id, "decline");
      await page.goto(`/orders/${reference}`);
      await expect(page.getByLabel("Card number")).toBeVisible();
    },
    paid: async ({ page, holdOrder, db }) => {
      const { id, reference } = await holdOrder({ paymentMethod: "card" });
      await tryCard(db, id, "succeed");
      await page.goto(`/orders/${reference}`);
      await expectPaid(page);
    },
  },
  "/track": { "as it is": at("/track"), sent: at("/track?outcome=accepted"), rejected: at("/track?outcome=malformed") },
  "/track/[token]": {
    "by a link": async ({ page, holdOrder }) => {
      const { accessToken } = await holdOrder();
      await page.goto(`/track/${accessToken}`);
      await page.getByText(en.order.change.cancel).click();
      await expect(page.getByRole("button", { name: en.order.change.confirmCancel })).toBeVisible();
    },
    "too late to cancel": async ({ page, holdOrder }) => {
      const { accessToken } = await holdOrder();
      await page.goto(`/track/${accessToken}?outcome=too_late`);
    },
    "an invalid link": at("/track/none"),
  },
  "/withdraw": {
    "to begin": at("/withdraw"),
    "another return": at("/withdraw?kind=return"),
    "no such order": async ({ page }) => {
      await page.goto("/withdraw");
      await page.getByLabel("Name").fill("Ana Babić");
      await page.getByLabel("Order reference").fill("ORD-2222222222");
      await page.getByLabel("Email").fill("ana@example.com");
      await page.getByRole("button", { name: en.withdraw.continue }).click();
      await page.waitForURL(/step=order/);
    },
    "choosing nothing": async (given) => {
      await withdraw(given, 0);
      await expect(given.page).toHaveURL(/step=items/);
    },
    "to confirm": async (given) => {
      await withdraw(given, 1);
      await expect(given.page).toHaveURL(/step=confirm/);
    },
    done: async (given) => {
      await withdraw(given, 1);
      await given.page.getByRole("button", { name: en.withdraw.kinds.withdrawal.confirm }).click();
      await given.page.waitForURL(/step=done/);
    },
  },
  "/dev/mailbox": {
    "with mails": async ({ page, holdOrder }) => {
      await holdOrder();
      await page.goto("/dev/mailbox");
    },
  },
  "/dev/mailbox/[id]": {
    "a mail": async ({ page, holdOrder, sql }) => {
      const { id } = await holdOrder();
      const [mail] = await sql`select id from outbox_messages where order_id = ${id} and kind = 'order_received'`;
      await page.goto(`/dev/mailbox/${mail?.id}`);
    },
    "no such mail": at("/dev/mailbox/none"),
  },
  ...adminVisits,
  "/_not-found": { "no such page": at("/nowhere"), "no such product": at("/products/nothing-like-it") },
};

/** Pages that no URL leads to. The error page of the root layout is tested beside its source. */
const WITHOUT_ADDRESS = ["/_global-error"];

test.describe("accessibility", () => {
  test.use({ expectedErrors: [/status of (402|404)|Blocked script execution in 'about:srcdoc'/] });
  for (const [route, states] of Object.entries(visits)) {
    for (const [state, visit] of Object.entries(states)) {
      test(`axe finds nothing on ${route}, ${state}`, async ({ page, holdCart, holdOrder, db, sql }) => {
        await visit({ page, holdCart, holdOrder, db, sql });
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await page.evaluate(axe.source);
        // Phone and desktop differ only by style sheet, so the same page is checked at both widths.
        for (const { viewport } of [PHONE, DESKTOP]) {
          await page.setViewportSize(viewport);
          expect(await violations(page), `${viewport.width} px wide`).toEqual([]);
        }
      });
    }
  }

  test("every page of the build is checked", () => {
    const manifest = z
      .record(z.string(), z.string())
      .parse(JSON.parse(readFileSync(`${TEST_BUILD}/app-path-routes-manifest.json`, "utf8")));
    const pages = Object.entries(manifest).filter(([file]) => file.endsWith("/page"));
    const routes = new Set(pages.map(([, route]) => route.replace(/^\/\[locale\]/, "") || "/"));
    for (const route of WITHOUT_ADDRESS) routes.delete(route);
    expect([...routes].toSorted()).toEqual(Object.keys(visits).toSorted());
  });
});

/** The violations that axe-core finds, with rule and elements. Its script passes the policy, because the browser's debugger runs it. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const tool: { axe?: typeof import("axe-core") } = Object(window);
    return (await tool.axe?.run(document, { resultTypes: ["violations"] }))?.violations;
  });
  if (found === undefined) throw new Error("axe did not run");
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")})`);
}
