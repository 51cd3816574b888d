import { spawnSync } from "node:child_process";
import { temporaryPostgres } from "@/scripts/test-databases";
import { expect, test } from "./fixtures";
import { fillCart, fillCheckout, placeOrder } from "./journey";
import { openOwnShop } from "./own-shop";

test("an export comes into an empty, running shop, shows at the next request and is bought", async ({ page, request }) => {
  test.setTimeout(240_000);
  const server = await temporaryPostgres();
  const shop = await openOwnShop(server.url, "imported_shop", 5, async () => {});
  try {
    expect((await request.get(`${shop.address}/products/meadow-shirt`)).status()).toBe(404);
    const { status, stdout } = spawnSync(process.execPath, ["scripts/run.mjs", "import", "lib/imports/fixtures/shop.csv"], {
      env: { ...process.env, ...shop.environment },
      encoding: "utf8",
    });
    expect(stdout).toContain("gift cards are not sold here");
    expect(status, "some rows of the fixture can't be used").toBe(1);
    await expect.poll(async () => (await request.get(`${shop.address}/products/meadow-shirt`)).status()).toBe(200);

    await fillCart(page, `${shop.address}/products/meadow-shirt`);
    await fillCheckout(page, shop.address);
    await expect(page.getByText("Meadow Shirt").first()).toBeVisible();
    await placeOrder(page);
    await expect(page.getByText("Meadow Shirt").first()).toBeVisible();
  } finally {
    // What the page would still fetch has nobody to answer it.
    await page.goto("about:blank");
    await shop.close();
    await server.stop();
  }
});
