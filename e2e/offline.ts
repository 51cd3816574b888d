import { networkInterfaces } from "node:os";
import { chromium, expect, type Page } from "@playwright/test";
import { isLoopback } from "@/lib/core/env";
import { UserError } from "@/lib/core/user-error";
import { startNode } from "@/scripts/child";
import { chromiumLaunch } from "@/scripts/chromium";
import { step } from "@/scripts/progress";
import { untilItAnswers } from "@/scripts/serve";
import { beforeEnd, script } from "@/scripts/shutdown";
import { fillCart, fillCheckout, placeOrder } from "./journey";
import { decideAtPaypal, expectPaid, placeOrderButton, referenceOf, typeCard } from "./paying";

const PORT = "3198";
const ADDRESS = `http://localhost:${PORT}`;
const LOG = ".data/offline-demo.log";
const LONGEST_SECONDS = 300;

const WAYS: Record<string, (page: Page) => Promise<unknown>> = {
  "Cash on delivery": placeOrder,
  Card: async (page) => {
    await typeCard(page, "pays");
    await placeOrderButton(page).click();
    await expectPaid(page);
  },
  PayPal: async (page) => {
    await decideAtPaypal(page, "Agree and pay");
    await expectPaid(page);
  },
};

/** Reads the demo's mail about an order in its mailbox. */
async function readMail(page: Page, reference: string): Promise<void> {
  await page.goto("/dev/mailbox");
  await expect(async () => {
    await page.reload();
    await page.getByRole("link").filter({ hasText: reference }).first().click({ timeout: 2000 });
  }).toPass({ timeout: 90_000 });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

// Buys from the demo with three payment methods and reads its mails, with no network but loopback (see `npm run test:offline`).
await script(async () => {
  if (Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal))) {
    throw new UserError("There is a network here: start with npm run test:offline, as root on Linux.");
  }
  const demo = startNode(["scripts/run.mjs", "demo"], { log: LOG, patienceMs: 30_000, env: { PORT, SITE_URL: ADDRESS } });
  await step("Demo", () => untilItAnswers(demo, ADDRESS, LOG, LONGEST_SECONDS));
  const browser = await chromium.launch(chromiumLaunch());
  beforeEnd(() => browser.close());
  const page = await browser.newPage({ baseURL: ADDRESS, viewport: { width: 1280, height: 900 } });
  const outside: string[] = [];
  page.context().on("request", (request) => {
    if (/^(http|ws)/.test(request.url()) && !isLoopback(request.url())) outside.push(request.url());
  });
  for (const [method, pay] of Object.entries(WAYS)) {
    await step(`Bought by ${method}`, async (note) => {
      await fillCart(page);
      await fillCheckout(page);
      await page.getByRole("radio", { name: new RegExp(`^${method}`) }).check();
      await pay(page);
      const reference = referenceOf(page);
      note(reference);
      await readMail(page, reference);
    });
  }
  if (outside.length > 0) throw new UserError(`The shop sent requests beyond this machine: ${outside.join(", ")}`);
  return 0;
});
