import { networkInterfaces } from "node:os";
import { chromium } from "@playwright/test";
import { fillCart, fillCheckout, placeOrder } from "@/e2e/journey";
import { startNode } from "./child";
import { chromiumLaunch } from "./chromium";
import { step } from "./progress";
import { Sentence } from "./sentence";
import { untilItAnswers } from "./serve";
import { beforeEnd, script } from "./shutdown";

const PORT = "3198";
const ADDRESS = `http://localhost:${PORT}`;
const LOG = ".data/offline-demo.log";
const LONGEST_SECONDS = 300;

// The demo and a whole purchase where there is no network but the loopback one: `npm run test:offline` makes such a place.
await script(async () => {
  if (Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal))) {
    throw new Sentence("There is a network here: start with npm run test:offline, as root on Linux.");
  }
  const demo = startNode(["scripts/run.mjs", "demo"], { log: LOG, patienceMs: 30_000, env: { PORT, SITE_URL: ADDRESS } });
  await step("Demo", () => untilItAnswers(demo, ADDRESS, LOG, LONGEST_SECONDS));
  const browser = await chromium.launch(chromiumLaunch());
  beforeEnd(() => browser.close());
  const page = await browser.newPage({ baseURL: ADDRESS, viewport: { width: 1280, height: 900 } });
  const outside: string[] = [];
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "localhost") outside.push(request.url());
  });
  await step("Purchase", async (note) => {
    note("home");
    await page.goto("/");
    await page.locator('a[href^="/products/"]').first().click();
    await page.waitForURL(/\/products\//);
    note("cart");
    await fillCart(page, new URL(page.url()).pathname);
    note("checkout");
    await fillCheckout(page);
    await placeOrder(page);
    note(page.url());
  });
  if (outside.length > 0) throw new Sentence(`The shop asked for what is elsewhere: ${outside.join(", ")}`);
  return 0;
});
