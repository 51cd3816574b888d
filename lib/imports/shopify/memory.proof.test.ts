import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing";

const { client, url } = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), "import-"));
afterAll(() => rm(folder, { recursive: true }));

const ROWS = 100_000;
const ROWS_EACH = 10;
const PRODUCTS = ROWS / ROWS_EACH;
/** One product in this many is valid: writing takes time but no memory, while the problems reported for the others take memory. */
const SOUND_EVERY = 100;

function* bigExport() {
  yield "Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty\n";
  const body = `<p>${"Washed linen that is soft and cool. ".repeat(50)}</p>`;
  for (let product = 0; product < PRODUCTS; product++) {
    const price = product % SOUND_EVERY === 0 ? "49.00" : "-49.00";
    for (let row = 0; row < ROWS_EACH; row++) {
      yield `shirt-${product},${row === 0 ? `Shirt ${product},${body},Size` : ",,"},${row},S-${product}-${row},${price},3\n`;
    }
  }
}

// The import runs in a separate process, because other tests use memory in this one.
const IMPORT = `
  import { openDatabase } from "./db/client.ts";
  import { importShopifyFile } from "./lib/imports/shopify/import-file.ts";
  import { openMediaStore } from "./lib/media/store.ts";
  const [url, file, folder] = process.argv.slice(1);
  const { client, db } = openDatabase(url);
  const { problems, ...report } = await importShopifyFile(db, openMediaStore({ MEDIA_DIR: folder }), file, { now: new Date() });
  await client.end();
  console.log(JSON.stringify({ ...report, problems: problems.length, megabytes: process.resourceUsage().maxRSS / 1024 }));`;

test("reads 100,000 rows with less than 300 MB of memory", { timeout: 120_000 }, async () => {
  const file = path.join(folder, "big.csv");
  await pipeline(Readable.from(bigExport()), createWriteStream(file));
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--import",
    "tsx",
    "--input-type=module",
    "-e",
    IMPORT,
    url,
    file,
    folder,
  ]);
  const { megabytes, ...report } = JSON.parse(stdout);
  const sound = PRODUCTS / SOUND_EVERY;
  expect(report).toMatchObject({ rows: ROWS, created: sound, leftOut: PRODUCTS - sound, problems: (PRODUCTS - sound) * ROWS_EACH });
  expect(megabytes).toBeLessThan(300);
  expect(await client`select count(*)::int as n from variants`).toEqual([{ n: sound * ROWS_EACH }]);
});
