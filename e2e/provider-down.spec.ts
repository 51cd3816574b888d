import { spawnSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { temporaryPostgres } from "@/scripts/test-databases";
import { expect, test } from "./fixtures";
import { fillCart, fillCheckout } from "./journey";
import { openOwnShop, ownShopAddress } from "./own-shop";
import { decideAtPaypal, expectPaid, payNowButton, placeOrderButton, typeCard } from "./paying";

const OFFSET = 7;

test("a provider that can't be reached loses no order: it is saved, and paid once the provider is back", async ({ page }) => {
  test.setTimeout(240_000);
  const server = await temporaryPostgres();
  const sandbox = await startSandbox({ port: 0, shopUrl: ownShopAddress(OFFSET) });
  const shop = await openOwnShop(server.url, "lonely_shop", OFFSET, async () => {}, sandboxEnvironment(sandbox.url));
  try {
    const env = { ...process.env, ...shop.environment };
    spawnSync(process.execPath, ["scripts/run.mjs", "import", "lib/imports/fixtures/shop.csv"], { env });
    await expect.poll(async () => (await fetch(`${shop.address}/products/meadow-shirt`)).status).toBe(200);

    await test.step("by card", async () => {
      await fillForm(page, shop.address, "Card");
      await typeCard(page, "pays");
      sandbox.faults.add({ provider: "stripe", operation: "payment_intents.create", kind: "error", times: 20 });
      await placeOrderButton(page).click();
      await expectSaved(page);
      await typeCard(page, "pays");
      await page.getByRole("button", { name: /^Try again:/ }).click();
      await expect(page.getByText(/can’t reach the payment service/)).toBeVisible();
      sandbox.faults.clear();
      await page.getByRole("button", { name: /^Try again:/ }).click();
      await expectPaid(page);
    });

    await test.step("with PayPal", async () => {
      await fillForm(page, shop.address, "PayPal");
      sandbox.faults.add({ provider: "paypal", operation: "orders.create", kind: "error", times: 20 });
      await page.getByRole("button", { name: "Pay with PayPal" }).click();
      await expectSaved(page);
      sandbox.faults.clear();
      await decideAtPaypal(page, "Agree and pay");
      await expectPaid(page);
    });

    await test.step("when the customer comes back from paying", async () => {
      await fillForm(page, shop.address, "Card");
      await typeCard(page, "pays");
      sandbox.webhooks.mode = "hold";
      sandbox.faults.add({ provider: "stripe", operation: "payment_intents.retrieve", kind: "error", times: 50 });
      await placeOrderButton(page).click();
      await page.waitForURL(/\/orders\/ORD-/);
      await expect(page.getByText(/If you’ve already paid, you don’t need to do anything/)).toBeVisible();
      await expect(payNowButton(page)).toBeVisible();
      sandbox.faults.clear();
      await page.reload();
      await expectPaid(page);
    });
  } finally {
    await page.goto("about:blank");
    await shop.close();
    await sandbox.close();
    await server.stop();
  }
});

async function fillForm(page: Page, shop: string, method: "Card" | "PayPal"): Promise<void> {
  await fillCart(page, `${shop}/products/meadow-shirt`);
  await fillCheckout(page, shop);
  await page.getByRole("radio", { name: new RegExp(`^${method}`) }).check();
}

async function expectSaved(page: Page): Promise<void> {
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByRole("heading", { name: "Your order is saved." })).toBeVisible();
  await expect(page.getByText(/can’t reach the payment service right now\. Your order is saved/)).toBeVisible();
}
