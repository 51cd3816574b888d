import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import { openMediaStore } from "@/lib/media/store";
import { importShopifyFile } from "./import-file";

const { db, client, url } = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), "import-"));
afterAll(() => rm(folder, { recursive: true }));

const PRODUCTS = 200;
const SIZES = ["S", "M", "L"];

const IMPORT = `
  import { openDatabase } from "./db/client.ts";
  import { importShopifyFile } from "./lib/imports/shopify/import-file.ts";
  import { openMediaStore } from "./lib/media/store.ts";
  const [url, file, folder] = process.argv.slice(1);
  const { db } = openDatabase(url);
  const onProgress = ({ products }) => process.stdout.write(products + "\\n");
  await importShopifyFile(db, openMediaStore({ MEDIA_DIR: folder }), file, { now: new Date(), onProgress });`;

test("a killed import leaves only whole products, and running it again adds the others", { timeout: 120_000 }, async () => {
  const file = path.join(folder, "file.csv");
  const rows = Array.from({ length: PRODUCTS }, (_, product) =>
    SIZES.map((size, index) => `p-${product},${index === 0 ? `Product ${product},Size` : ","},${size},P-${product}-${size},5.00,1`),
  ).flat();
  await writeFile(
    file,
    ["Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty", ...rows, ""].join("\n"),
  );

  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", IMPORT, url, file, folder]);
  child.stdout.on("data", () => child.kill("SIGKILL"));
  const [, signal] = await once(child, "exit");
  expect(signal).toBe("SIGKILL");

  const states = await client`
    select (select count(*)::int from variants v where v.product_id = p.id) as variants,
      (select count(*)::int from stock_movements m join variants v on v.id = m.variant_id where v.product_id = p.id) as movements
    from products p`;
  expect(states.length).toBeGreaterThan(0);
  expect(states.length).toBeLessThan(PRODUCTS);
  for (const state of states) expect({ ...state }).toEqual({ variants: SIZES.length, movements: SIZES.length });

  const again = await importShopifyFile(db, openMediaStore({ MEDIA_DIR: folder }), file, { now: new Date() });
  expect(again).toMatchObject({ created: PRODUCTS - states.length, unchanged: states.length, problems: [] });
});
