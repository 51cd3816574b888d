import { mkdir } from "node:fs/promises";
import { chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { migrateDatabase } from "@/db/migrate";
import { buildIfStale } from "@/scripts/build";
import { chromiumLaunch, ensureChromium } from "@/scripts/chromium";
import { fillIfEmpty } from "@/scripts/fill";
import { step } from "@/scripts/progress";
import { serve } from "@/scripts/serve";
import { beforeEnd, script } from "@/scripts/shutdown";
import { startSandbox } from "@/scripts/start-sandbox";
import { temporaryPostgres } from "@/scripts/test-databases";
import { TEST_BUILD, TEST_SHOP, TEST_SHOP_PORT, TEST_SHOP_SECRETS } from "@/scripts/test-shop-address";
import { fillCart, fillCheckout, PRODUCT } from "./journey";
import { expectPaid, placeOrderButton, typeCard } from "./paying";

const FOLDER = "docs/pictures";
const WIDTHS = [
  { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1 },
];

// Takes the README's screenshots: a whole purchase at both widths, in a separate shop.
await script(async () => {
  ensureChromium();
  Object.assign(process.env, { SITE_URL: TEST_SHOP, ...TEST_SHOP_SECRETS, MEDIA_DIR: ".data/test-media", LOG_LEVEL: "warn" });
  const starting = temporaryPostgres();
  beforeEnd(async () => (await starting).stop());
  const { url } = await starting;
  process.env.DATABASE_URL = url;
  await step("Sandbox", () => startSandbox({ log: ".data/pictures-sandbox.log" }));
  await step("Migrations", () => migrateDatabase(url));
  await step("Catalogue", fillIfEmpty);
  await step("Build", (note) => buildIfStale(TEST_BUILD, note));
  await step("Server", () => serve(TEST_BUILD, TEST_SHOP_PORT, { log: ".data/pictures-server.log" }));
  await mkdir(FOLDER, { recursive: true });
  const browser = await chromium.launch(chromiumLaunch());
  beforeEnd(() => browser.close());
  for (const size of WIDTHS) {
    const context = await browser.newContext({ ...size, baseURL: TEST_SHOP, locale: "en-IE", reducedMotion: "reduce" });
    const { width } = size.viewport;
    await step(`${width} px`, async (note) => takeAll(await context.newPage(), width, note));
    await context.close();
  }
  return 0;
});

async function takeAll(page: Page, width: number, note: (text: string) => void): Promise<void> {
  const take = async (name: string) => {
    note(name);
    await loadPictures(page);
    const png = await page.screenshot({ fullPage: true });
    await sharp(png).webp({ quality: 80, effort: 6 }).toFile(`${FOLDER}/${name}-${width}.webp`);
  };
  await page.goto("/");
  await take("home");
  await page.goto("/categories/knitwear");
  await take("category");
  await page.goto(PRODUCT);
  await take("product");
  await fillCart(page);
  await fillCart(page, "/products/pasture-blanket");
  await page.goto("/cart");
  await take("cart");
  await fillCheckout(page);
  await page.getByRole("radio", { name: /^Card/ }).check();
  await typeCard(page, "pays");
  await take("checkout");
  await placeOrderButton(page).click();
  await expectPaid(page);
  await take("order");
}

/** Loads the lazy pictures below the fold too, and scrolls to the top, so sticky elements are in their initial place. */
async function loadPictures(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    await document.fonts.ready;
    scrollTo(0, 0);
  });
}
