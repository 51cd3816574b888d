import { spawnSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { limits } from "@/lib/auth/rate-limits";
import { en } from "@/messages/en/messages";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { createOrder } from "./factories";
import { expect, test } from "./fixtures";
import { fillCart, fillCheckout, placeOrder } from "./journey";
import { openOwnShop, ownShopAddress } from "./own-shop";
import { decideAtPaypal, expectPaid, expectSaved, payNowButton, placeOrderButton, typeCard } from "./paying";
import { shown } from "./shown";

// Tests that would disturb others in the shared shop: an empty catalogue, the real limits, and failing providers. One
// separate shop serves all three, one after another.
test.describe.configure({ mode: "default", timeout: 240_000 });

const PORT_OFFSET = 5;

let sandbox: Sandbox;
let shop: Awaited<ReturnType<typeof openOwnShop>>;

// The `db` fixture loads the test shop's environment, on which this shop's is based.
test.beforeAll(async ({ db: _ }, { workerIndex }) => {
  sandbox = await startSandbox({ port: 0, shopUrl: ownShopAddress(PORT_OFFSET) });
  shop = await openOwnShop({ name: `own_shop_${workerIndex}`, portOffset: PORT_OFFSET, more: sandboxEnvironment(sandbox.url) });
});

test.afterAll(async () => {
  await shop?.close();
  await sandbox?.close();
});

// The page's remaining requests would find no server.
test.afterEach(async ({ page }) => {
  await page.goto("about:blank");
});

test("an export imported into an empty, running shop is shown at the next request and can be bought", async ({ page, request }) => {
  expect((await request.get(`${shop.address}/products/meadow-shirt`)).status()).toBe(404);
  const { status, stdout } = importExport();
  expect(stdout).toContain("gift cards are not sold here");
  expect(status, "some rows of the fixture can't be used").toBe(1);
  await expect.poll(async () => (await request.get(`${shop.address}/products/meadow-shirt`)).status()).toBe(200);

  await fillCart(page, `${shop.address}/products/meadow-shirt`);
  await fillCheckout(page, "cash", shop.address);
  await expect(page.getByText("Meadow Shirt").first()).toBeVisible();
  await placeOrder(page);
  await expect(page.getByText("Meadow Shirt").first()).toBeVisible();
});

test("repeated tracking requests fill nobody's inbox, and are rate-limited in the end", async ({ request }) => {
  importExport();
  const { reference, email } = await createOrder(shop.db, { products: ["meadow-shirt"] });
  const ask = async (data: { reference: string; email: string }) => {
    const response = await request.post(`${shop.address}/api/orders/track`, { data });
    return `${response.status()} ${await response.text()}`;
  };
  const countMails = async () => (await shop.sql`select from outbox_messages where kind = 'tracking_link'`).length;
  const accepted = '202 {"status":"accepted"}';
  // A sender who knows no order of an address can't use up its mails.
  for (let count = 0; count < 3; count += 1) expect(await ask({ reference: "ORD-2222222222", email })).toBe(accepted);
  for (let count = 0; count < limits.trackEmail.max + 3; count += 1) expect(await ask({ reference, email })).toBe(accepted);
  await expect.poll(countMails).toBe(limits.trackEmail.max);

  // Characters that nobody sees are dropped, NUL among them, which PostgreSQL's text type can't contain.
  expect(await ask({ reference: `${reference}\0`, email: `ana\0@example.com` })).toBe(accepted);
  const answers = [];
  for (let count = 0; count < limits.trackOrder.max; count += 1) answers.push(await ask({ reference, email }));
  expect(answers.at(-1)).toMatch(/^429 /);
  expect(await countMails()).toBe(limits.trackEmail.max);
});

test("an unreachable provider loses no order: it is saved, and paid once the provider is back", async ({ page }) => {
  importExport();
  await expect.poll(async () => (await fetch(`${shop.address}/products/meadow-shirt`)).status).toBe(200);

  await test.step("by card", async () => {
    await fillForm(page, "card");
    await typeCard(page, "pays");
    sandbox.faults.add({ provider: "stripe", operation: "payment_intents.create", kind: "error", times: 20 });
    await placeOrderButton(page).click();
    await expectSavedFor(page);
    await typeCard(page, "pays");
    await page.getByRole("button", { name: shown(en.order.pay.again) }).click();
    await expect(page.getByText(en.payment.refusals.unreachable)).toBeVisible();
    sandbox.faults.clear();
    await page.getByRole("button", { name: shown(en.order.pay.again) }).click();
    await expectPaid(page);
  });

  await test.step("with PayPal", async () => {
    await fillForm(page, "paypal");
    sandbox.faults.add({ provider: "paypal", operation: "orders.create", kind: "error", times: 20 });
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    await expectSavedFor(page);
    sandbox.faults.clear();
    await decideAtPaypal(page, "Agree and pay");
    await expectPaid(page);
  });

  await test.step("when the customer returns from paying", async () => {
    // Somebody else, who hasn't started five payments within a minute.
    await shop.sql`delete from rate_limits where key like 'startPayment%'`;
    await fillForm(page, "card");
    await typeCard(page, "pays");
    sandbox.webhooks.mode = "hold";
    sandbox.faults.add({ provider: "stripe", operation: "payment_intents.retrieve", kind: "error", times: 50 });
    await placeOrderButton(page).click();
    await page.waitForURL(/\/orders\/ORD-/);
    await expect(page.getByText(en.order.pay.unreachable)).toBeVisible();
    await expect(payNowButton(page)).toBeVisible();
    sandbox.faults.clear();
    await page.reload();
    await expectPaid(page);
  });
});

/** Imports a small export of another shop; importing it again changes nothing. */
function importExport() {
  return spawnSync(process.execPath, ["scripts/run.mjs", "import", "lib/imports/fixtures/shop.csv"], {
    env: { ...process.env, ...shop.environment },
    encoding: "utf8",
  });
}

async function fillForm(page: Page, method: "card" | "paypal"): Promise<void> {
  await fillCart(page, `${shop.address}/products/meadow-shirt`);
  await fillCheckout(page, method, shop.address);
}

async function expectSavedFor(page: Page): Promise<void> {
  await expectSaved(page);
  await expect(page.getByText(en.payment.refusals.unreachable)).toBeVisible();
}
