import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import axe from "axe-core";
import { z } from "zod";
import { TEST_BUILD } from "@/scripts/test-shop-address";
import { expect, test } from "./fixtures";
import { fillCart, fillCheckout, PRODUCT, placeOrder } from "./journey";
import { decideAtPaypal, expectPaid, placeOrderButton, referenceOf, typeCard } from "./paying";

/** There is plenty of it, also for those who only begin to pay. */
const CAP = "/products/six-panel-cap";

type Visit = (page: Page) => Promise<unknown>;
const at =
  (address: string): Visit =>
  (page) =>
    page.goto(address);

async function order(page: Page): Promise<void> {
  await fillCart(page, CAP);
  await fillCheckout(page);
  await placeOrder(page);
}

async function tokenOf(page: Page): Promise<string> {
  return (await page.context().cookies()).find(({ name }) => name === `order_${referenceOf(page)}`)?.value ?? "";
}

/** Orders, and withdraws from so many pieces of it, up to the button that does it. */
async function withdraw(page: Page, pieces: number): Promise<void> {
  await order(page);
  await page.getByRole("main").getByRole("link", { name: "Withdraw from contract here" }).click();
  await page.getByRole("combobox", { name: /^Quantity of/ }).selectOption(String(pieces));
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/step=/);
}

/** How each route of the build is reached, in every state that looks different. */
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
    "in the drawer": fillCart,
    filled: async (page) => {
      await fillCart(page);
      await page.goto("/cart");
    },
  },
  "/checkout": {
    filled: async (page) => {
      await fillCart(page);
      await fillCheckout(page);
    },
    "sent empty": async (page) => {
      await fillCart(page);
      await page.goto("/checkout");
      await page.getByRole("button", { name: "Place order and pay" }).click();
      await expect(page.getByText(/fields need another look/)).toBeVisible();
    },
    "with a card that is declined": async (page) => {
      await fillCart(page, CAP);
      await fillCheckout(page);
      await page.getByRole("radio", { name: /^Card/ }).check();
      await typeCard(page, "declined");
      await placeOrderButton(page).click();
      await expect(page.getByRole("link", { name: /^ORD-/ })).toBeVisible();
    },
    "with PayPal, an order waiting": async (page) => {
      await fillCart(page, CAP);
      await fillCheckout(page);
      await page.getByRole("radio", { name: /^PayPal/ }).check();
      await decideAtPaypal(page, "Cancel and return to the shop");
      await expect(page.getByText(/You closed PayPal/)).toBeVisible();
      await page.reload();
      await expect(page.getByText(/Your order is saved but not yet paid/)).toBeVisible();
    },
  },
  "/orders/[reference]": {
    placed: async (page) => {
      await fillCart(page);
      await fillCheckout(page);
      await placeOrder(page);
    },
    "to be paid": async (page) => {
      await fillCart(page, CAP);
      await fillCheckout(page);
      await page.getByRole("radio", { name: /^Card/ }).check();
      await typeCard(page, "declined");
      await placeOrderButton(page).click();
      await page.getByRole("link", { name: /^ORD-/ }).click();
      await expect(page.getByLabel("Card number")).toBeVisible();
    },
    paid: async (page) => {
      await fillCart(page, CAP);
      await fillCheckout(page);
      await page.getByRole("radio", { name: /^Card/ }).check();
      await typeCard(page, "pays");
      await placeOrderButton(page).click();
      await expectPaid(page);
    },
  },
  "/track": { "as it is": at("/track"), asked: at("/track?outcome=accepted"), "not taken": at("/track?outcome=malformed") },
  "/track/[token]": {
    "by a link": async (page) => {
      await order(page);
      await page.goto(`/track/${await tokenOf(page)}`);
      await page.getByText("Cancel this order").click();
      await expect(page.getByRole("button", { name: "Yes, cancel the order" })).toBeVisible();
    },
    "too late to cancel": async (page) => {
      await order(page);
      await page.goto(`/track/${await tokenOf(page)}?outcome=too_late`);
    },
    "a link that is over": at("/track/none"),
  },
  "/withdraw": {
    "to begin": at("/withdraw"),
    "another return": at("/withdraw?kind=return"),
    "no such order": async (page) => {
      await page.goto("/withdraw");
      await page.getByLabel("Name").fill("Ana Horvat");
      await page.getByLabel("Order reference").fill("ORD-2222222222");
      await page.getByLabel("Email").fill("ana.horvat@example.com");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByText(/We can’t find an order/)).toBeVisible();
    },
    "choosing nothing": async (page) => {
      await withdraw(page, 0);
      await expect(page.getByText("Please choose at least one item.")).toBeVisible();
    },
    "to confirm": async (page) => await withdraw(page, 1),
    done: async (page) => {
      await withdraw(page, 1);
      await page.getByRole("button", { name: "Confirm withdrawal" }).click();
      await expect(page.getByRole("heading", { name: "You’ve withdrawn from the contract." })).toBeVisible();
    },
  },
  "/dev/mailbox": { "with mails": at("/dev/mailbox") },
  "/dev/mailbox/[id]": {
    "a mail": async (page) => {
      await fillCart(page);
      await fillCheckout(page);
      await placeOrder(page);
      await page.goto("/dev/mailbox");
      await page.getByRole("listitem").getByRole("link").first().click();
      await page.waitForURL(/\/dev\/mailbox\/./);
    },
    "no such mail": at("/dev/mailbox/none"),
  },
  "/_not-found": { "no such page": at("/nowhere"), "no such product": at("/products/nothing-like-it") },
};

/** Shown when even the root layout fails: no address leads there. Its markup is tested beside it. */
const WITHOUT_ADDRESS = ["/_global-error"];

test.describe("accessibility", () => {
  test.use({ expectedErrors: [/status of (402|404)|Blocked script execution in 'about:srcdoc'/] });
  for (const [route, states] of Object.entries(visits)) {
    for (const [state, visit] of Object.entries(states)) {
      test(`axe finds nothing on ${route}, ${state}`, async ({ page }) => {
        await visit(page);
        expect(await violations(page)).toEqual([]);
      });
    }
  }

  test("every page of the build is looked at", () => {
    const manifest = z
      .record(z.string(), z.string())
      .parse(JSON.parse(readFileSync(`${TEST_BUILD}/app-path-routes-manifest.json`, "utf8")));
    const pages = Object.entries(manifest).filter(([file]) => file.endsWith("/page"));
    const routes = new Set(pages.map(([, route]) => route).filter((route) => !WITHOUT_ADDRESS.includes(route)));
    expect([...routes].toSorted()).toEqual(Object.keys(visits).toSorted());
  });
});

/** What axe-core finds: the rule and the elements. Scripts of ours pass the policy, because the browser's debugger runs them. */
async function violations(page: Page): Promise<string[]> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const tool: { axe?: typeof import("axe-core") } = Object(window);
    return (await tool.axe?.run(document, { resultTypes: ["violations"] }))?.violations;
  });
  if (found === undefined) throw new Error("axe did not run");
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")})`);
}
