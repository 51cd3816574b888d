import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import { openMediaStore } from "@/lib/media/store";
import { fillDisk, freeDisk, mountSmallDisk } from "@/tests/factories/small-disk";
import { describeProblem, isLost, type Problem } from "../problems";
import { type ImportOptions, importShopifyFile } from "./import-file";
import { type Group, readGroups } from "./rows";

const { db, client } = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), "import-"));
afterAll(() => rm(folder, { recursive: true }));
const store = openMediaStore({ MEDIA_DIR: path.join(folder, "media") });

const disk = mountSmallDisk(256);

const FIXTURE = path.join(import.meta.dirname, "../fixtures/shop.csv");
const HEADER =
  "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Compare At Price,Variant Inventory Qty,Image Src,Variant Image";

beforeEach(async () => {
  await client`truncate products, categories, media, stock_movements cascade`;
});

/** Formats a problem as `line 12, linen-shirt: negative price: -3.00`. */
function formatProblem(problem: Problem): string {
  return `line ${problem.line}${problem.handle ? `, ${problem.handle}` : ""}: ${describeProblem(problem)}`;
}

async function importFile(file: string, options: Partial<ImportOptions> = {}) {
  const report = await importShopifyFile(db, store, file, { now: new Date("2026-11-20T10:00:00Z"), ...options });
  return {
    ...report,
    lost: report.problems.filter(isLost).map(formatProblem),
    notes: report.problems.filter((p) => !isLost(p)).map(formatProblem),
  };
}

async function importText(text: string | Buffer, options: Partial<ImportOptions> = {}) {
  const file = path.join(folder, "file.csv");
  await writeFile(file, text);
  return importFile(file, options);
}

const importRows = (...rows: string[]) => importText([HEADER, ...rows, ""].join("\n"));

async function everything() {
  const [tables] = await client`select
    (select json_agg(to_jsonb(p) - 'search_document' order by slug) from products p) as products,
    (select json_agg(v order by sku) from variants v) as variants,
    (select json_agg(o order by id) from option_values o) as values,
    (select json_agg(h order by id) from price_history h) as prices,
    (select json_agg(m order by id) from stock_movements m) as movements,
    (select json_agg(i order by id) from images i) as images,
    (select json_agg(m order by key) from media m) as media,
    (select json_agg(c order by slug) from categories c) as categories`;
  return tables;
}

const skus = async () => (await client<{ sku: string }[]>`select sku from variants order by sku`).map(({ sku }) => sku);

test("reads options, prices, stock, weights, status and categories with Shopify's meaning", async () => {
  const report = await importFile(FIXTURE);
  expect(report).toMatchObject({ created: 4, leftOut: 1, rows: 9 });
  const variants = await client`
    select v.sku, v.barcode, v.price_cents::int as price, v.sale_price_cents::int as sale, v.on_hand, v.weight_grams as grams,
      (select value from option_values where id = value1_id) as one, (select value from option_values where id = value2_id) as two
    from variants v join products p on p.id = v.product_id order by p.slug, v.position`;
  expect(variants.map((row) => ({ ...row }))).toEqual([
    { sku: "LAN-1", barcode: null, price: 12000, sale: null, on_hand: 4, grams: 900, one: "Clear", two: "Brass" },
    { sku: "LAN-2", barcode: null, price: 11000, sale: null, on_hand: 0, grams: 900, one: "Amber", two: "Steel" },
    { sku: "0101", barcode: "3850000000017", price: 6500, sale: 4900, on_hand: 7, grams: 240, one: "Sage", two: "S" },
    { sku: "0102", barcode: null, price: 6500, sale: 4900, on_hand: 0, grams: 250, one: "Sage", two: "M" },
    { sku: "0103", barcode: null, price: 6500, sale: null, on_hand: 3, grams: 240, one: "Clay", two: "S" },
    { sku: "0104", barcode: null, price: 6500, sale: null, on_hand: 0, grams: 250, one: "Clay", two: "M" },
    { sku: "BELT-1", barcode: null, price: 2900, sale: null, on_hand: 1, grams: 150, one: null, two: null },
    { sku: "ZUMBERAK-SAL", barcode: null, price: 3850, sale: null, on_hand: 12, grams: 180, one: null, two: null },
  ]);
  const products =
    await client`select p.slug, p.name, p.status, p.keywords, c.name as category from products p left join categories c on c.id = p.category_id order by p.slug`;
  expect(products.map((row) => ({ ...row }))).toEqual([
    { slug: "lantern", name: "Camp Lantern", status: "draft", keywords: "Camp", category: "Camp" },
    { slug: "meadow-shirt", name: "Meadow Shirt", status: "active", keywords: "Shirts, linen, summer", category: "Shirts" },
    { slug: "old-belt", name: "Old Belt", status: "archived", keywords: "Belts", category: "Belts" },
    { slug: "zumberak-sal", name: "Žumberački šal", status: "active", keywords: "wool", category: "Scarves" },
  ]);
  const options =
    await client`select o.name, o.kind from product_options o join products p on p.id = o.product_id order by p.slug, o.position`;
  expect(options.map((row) => ({ ...row }))).toEqual([
    { name: "Lens", kind: "other" },
    { name: "Material", kind: "other" },
    { name: "Boja", kind: "color" },
    { name: "Colour", kind: "color" },
    { name: "Size", kind: "size" },
  ]);
});

test("keeps a description's displayable HTML and removes scripts", async () => {
  await importFile(FIXTURE);
  const [row] = await client`select description_html as html from products where slug = 'meadow-shirt'`;
  expect(row?.html.replace(/\n/g, "")).toBe(
    '<p>A shirt of <strong>washed linen</strong>.</p><ul><li>Two pockets</li></ul><p><a>bad</a> <a href="https://example.com/linen">good</a></p>',
  );
});

test("reports every value that it changed, with its line", async () => {
  const { notes, lost } = await importFile(FIXTURE);
  expect(notes).toEqual([
    "line 7, meadow-shirt: inventory policy “continue”: this shop never sells more than its stock",
    "line 8, meadow-shirt: stock -2 set to 0",
    "line 8, meadow-shirt: compare-at price 60.00 is not above the price: ignored",
    "line 9, zumberak-sal: stock was not tracked: set to 12",
    "line 9, zumberak-sal: no SKU: set to ZUMBERAK-SAL",
    "line 11, lantern: stock 1.5 set to 0",
  ]);
  expect(lost).toEqual(["line 13, gift: gift cards are not sold here"]);
});

test("changes nothing when the same file is imported again", async () => {
  await importFile(FIXTURE);
  const before = await everything();
  const again = await importFile(FIXTURE, { now: new Date("2026-11-21T10:00:00Z") });
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 4 });
  expect(await everything()).toEqual(before);
});

test("reports the same in a trial and writes nothing", async () => {
  const trial = await importFile(FIXTURE, { dryRun: true });
  expect(await everything()).toMatchObject({ products: null, variants: null, categories: null, movements: null });
  expect(await importFile(FIXTURE)).toEqual(trial);
});

test("sets existing variants' stock only with setStock, through the ledger and never below the reserved quantity", async () => {
  await importRows("cap,Cap,Size,S,CAP-S,20.00,,5,,", "cap,,,M,CAP-M,20.00,,5,,");
  await client`update variants set reserved = 4 where sku = 'CAP-M'`;
  const later = ["cap,Cap,Size,S,CAP-S,20.00,,9,,", "cap,,,M,CAP-M,20.00,,1,,"];
  expect(await importRows(...later)).toMatchObject({ unchanged: 1 });
  expect(await importText([HEADER, ...later, ""].join("\n"), { setStock: true })).toMatchObject({ updated: 1 });
  const stock = await client`
    select v.sku, v.on_hand, (select sum(quantity)::int from stock_movements m where m.variant_id = v.id) as ledger from variants v order by sku`;
  expect(stock.map((row) => ({ ...row }))).toEqual([
    { sku: "CAP-M", on_hand: 4, ledger: 4 },
    { sku: "CAP-S", on_hand: 9, ledger: 9 },
  ]);
});

test.each([
  { fault: "a negative price", rows: ["a,A,Size,S,A-S,20.00,,1,,", "a,,,M,A-M,-3.00,,1,,"], message: "line 3, a: negative price: -3.00" },
  { fault: "an invalid price", rows: ["a,A,Size,S,A-S,cheap,,1,,"], message: "line 2, a: this is not a price: cheap" },
  { fault: "no price", rows: ["a,A,Size,S,A-S,,,1,,"], message: "line 2, a: this variant has no price" },
  { fault: "no title", rows: ["a,,Size,S,A-S,5,,1,,"], message: "line 2, a: the product's first row has no title" },
  { fault: "no handle", rows: [",A,Size,S,A-S,5,,1,,"], message: "line 2: this row has no handle" },
  {
    fault: "a handle without a letter",
    rows: ["???,A,Size,S,A-S,5,,1,,"],
    message: "line 2, ???: the handle “???” has no letter or digit for an address",
  },
  {
    fault: "a row without content",
    rows: ["a,A,Size,S,A-S,5,,1,,", "a,,,,,,,,,"],
    message: "line 3, a: this row has neither a variant nor a picture",
  },
  {
    fault: "a short row",
    rows: ["a,A,Size,S,A-S,5", "b,B,Size,S,B-S,5,,1,,"],
    message: "line 2, a: this row has 6 instead of 10 fields",
    others: ["B-S"],
  },
  {
    fault: "a missing option value",
    rows: ["a,A,Size,S,A-S,5,,1,,", "a,,,,A-M,5,,1,,"],
    message: "line 3, a: this variant has no value for Size",
  },
  {
    fault: "the same option values twice",
    rows: ["a,A,Size,S,A-S,5,,1,,", "a,,,S,A-2,5,,1,,"],
    message: "line 3, a: repeats the option values of line 2",
  },
  {
    fault: "a SKU twice in a product",
    rows: ["a,A,Size,S,X,5,,1,,", "a,,,M,X,5,,1,,"],
    message: "line 3, a: duplicate SKU: X, as in line 2",
  },
  {
    fault: "another product's SKU",
    rows: ["b,B,Size,S,X,5,,1,,", "a,A,Size,S,X,5,,1,,"],
    message: "line 3, a: duplicate SKU: X, as in line 2",
    others: ["X"],
  },
  {
    fault: "a repeated handle",
    rows: ["b,B,Size,S,B-S,5,,1,,", "c,C,Size,S,C-S,5,,1,,", "b,,,M,B-M,5,,1,,"],
    message: "line 4, b: duplicate handle: “b” is already in line 2",
    others: ["B-S", "C-S"],
  },
])("reports $fault with its line, leaves that product out and imports the others", async ({ rows, message, others = [] }) => {
  const { lost, leftOut } = await importRows(...rows, "z,Z,Size,S,Z-S,10.00,,1,,");
  expect({ lost, leftOut }).toEqual({ lost: [message], leftOut: 1 });
  expect(await skus()).toEqual([...others, "Z-S"]);
});

test("reports a SKU that another product of the shop has", async () => {
  await importRows("a,A,Size,S,X,5,,1,,");
  const { lost } = await importRows("b,B,Size,S,X,5,,1,,");
  expect(lost).toEqual(["line 2, b: another product in the shop has this SKU: X"]);
});

test("keeps variants missing from the file, and leaves a product unchanged if its options don't match the shop's", async () => {
  await importRows("a,A,Size,S,A-S,5,,1,,", "a,,,M,A-M,5,,1,,");
  expect(await importRows("a,A,Size,S,A-S,6,,1,,")).toMatchObject({
    updated: 1,
    notes: ["line 2, a: the shop has variants that are not in the file; they are unchanged: A-M"],
  });
  expect((await importRows("a,A,Colour,Red,A-S,7,,1,,")).lost).toEqual([
    "line 2, a: its options differ from those in the shop; these variants can't be changed to match: A-S",
  ]);
  const prices = await client`select sku, price_cents::int as price from variants order by sku`;
  expect(prices.map((row) => ({ ...row }))).toEqual([
    { sku: "A-M", price: 500 },
    { sku: "A-S", price: 600 },
  ]);
});

test("imports the products before the place where a file is cut off, and no incomplete one", async () => {
  const whole = await readFile(FIXTURE, "utf8");
  const inQuotes = await importText(whole.slice(0, whole.indexOf("three lenses")));
  expect(inQuotes.lost).toEqual(["line 10, lantern: the file ends in the middle of this row"]);
  const inRow = await importText(whole.slice(0, whole.indexOf("LAN-2")));
  expect(inRow.lost).toEqual(["line 11, lantern: the file ends in the middle of this row"]);
  expect(await skus()).toEqual(["0101", "0102", "0103", "0104", "ZUMBERAK-SAL"]);
});

test("never treats a product as complete if the file is cut off within it, at any place", async () => {
  const text = await readFile(FIXTURE, "utf8");
  const groupsOf = async (part: string) => {
    await writeFile(path.join(folder, "cut.csv"), part);
    const groups: Group[] = [];
    for await (const group of readGroups(path.join(folder, "cut.csv"), () => {})) groups.push(group);
    return groups;
  };
  const rows = new Map((await groupsOf(text)).map((group) => [group.handle, group.rows.length]));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: text.indexOf("\n") + 1, max: text.length }), async (end) => {
      // A cut between two rows, or within a row's last field, can't be detected.
      fc.pre(/^[^\n]*,/.test(text.slice(end)) && text[end - 1] !== "\n");
      const whole = (await groupsOf(text.slice(0, end))).filter(({ problems }) => problems.length === 0);
      for (const group of whole) expect(group.rows).toHaveLength(rows.get(group.handle) ?? 0);
    }),
  );
});

test("reports quotes that don't match, and imports the products before them", async () => {
  const { lost } = await importRows("a,A,Size,S,A-S,5,,1,,", 'b,"B"x,Size,S,B-S,5,,1,,', "c,C,Size,S,C-S,5,,1,,");
  expect(lost).toEqual([expect.stringMatching(/^line 3, b: the quotes don't match here/)]);
  expect(await skus()).toEqual(["A-S"]);
});

test("rejects a file in another encoding or without the required columns, and writes nothing", async () => {
  const text = `${HEADER}\na,A,Size,S,A-S,5,,1,,\nb,Šal,Size,S,B-S,5,,1,,\n`;
  await expect(importText(Buffer.from(`\uFEFF${text}`, "utf16le"))).rejects.toThrow("UTF-16");
  await expect(importText(Buffer.from(text.replace("Š", "É"), "latin1"))).rejects.toThrow(
    "Line 3 is not UTF-8: the file is probably in Latin-1",
  );
  await expect(importText(text.replace("Handle,Title", "Name,Title"))).rejects.toThrow("the columns Handle are missing");
  await expect(importText("")).rejects.toThrow("The file is empty");
  expect(await skus()).toEqual([]);
  expect(await importText(`\uFEFF${text}`)).toMatchObject({ created: 2, lost: [] });
});

async function servePictures() {
  const pictures = new Map<string, Buffer>();
  const requested: string[] = [];
  const server = http.createServer((request, response) => {
    requested.push(request.url ?? "");
    if (request.url === "/moved/sage.png") return response.writeHead(302, { location: "/sage.png" }).end();
    const picture = pictures.get(request.url ?? "");
    response.writeHead(picture ? 200 : 404).end(picture);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const drawn = (background: string) =>
    sharp({ create: { width: 40, height: 50, channels: 3, background } })
      .png()
      .toBuffer();
  pictures.set("/sage.png", await drawn("#9aa68a"));
  pictures.set("/clay.png", await drawn("#9c4421"));
  pictures.set("/broken.png", (await drawn("#000000")).subarray(0, 60));
  pictures.set(
    "/drawing.svg",
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
  );
  return { at: `http://127.0.0.1:${address.port}`, requested };
}

test.skipIf(!disk)("a full disk ends the import with a report of what was written, and the next import writes the rest", async () => {
  const { at } = await servePictures();
  const smallStore = openMediaStore({ MEDIA_DIR: path.join(disk ?? "", "media") });
  const file = path.join(folder, "pictures.csv");
  const rows = ["sage", "clay", "last"].map(
    (name) => `${name},Cap,Size,S,CAP-${name},20.00,,5,${at}/${name === "clay" ? "clay" : "sage"}.png,`,
  );
  await writeFile(file, [HEADER, ...rows, ""].join("\n"));
  const options = { now: new Date("2026-11-20T10:00:00Z"), allowLoopback: true };
  const report = await importShopifyFile(db, smallStore, file, {
    ...options,
    onProgress: ({ products }) => products === 1 && fillDisk(disk ?? ""),
  });
  expect(report).toMatchObject({ created: 1, pictures: 1, stopped: { line: 3, error: { code: "ENOSPC" } } });
  expect(await client`select slug from products`).toMatchObject([{ slug: "sage" }]);
  freeDisk(disk ?? "");
  expect(await importShopifyFile(db, smallStore, file, options)).toMatchObject({ created: 2, unchanged: 1, pictures: 3, stopped: null });
});

test("imports a product with its available pictures, each for its colour, and reports the others", async () => {
  const { at, requested } = await servePictures();
  const file = [
    HEADER,
    `a,A,Color,Sage,A-S,5,,1,${at}/sage.png,${at}/sage.png`,
    `a,,,Clay,A-C,5,,1,${at}/moved/sage.png,${at}/clay.png`,
    `a,,,,,,,,${at}/gone.png,`,
    `a,,,,,,,,${at}/broken.png,`,
    `a,,,,,,,,${at}/drawing.svg,`,
    "a,,,,,,,,http://shop.invalid/x.png,",
    "",
  ].join("\n");
  const { lost, pictures, created } = await importText(file, { allowLoopback: true });
  expect({ pictures, created }).toEqual({ pictures: 2, created: 1 });
  expect(lost).toEqual([
    `line 4, a: the picture could not be downloaded: ${at}/gone.png: answered 404`,
    `line 5, a: the picture can't be used: ${at}/broken.png: broken`,
    `line 6, a: the picture can't be used: ${at}/drawing.svg: neither JPEG, PNG, WebP, AVIF nor GIF`,
    "line 7, a: the picture could not be downloaded: http://shop.invalid/x.png: no such host",
  ]);
  const images = await client`
    select m.width, m.height, m.key, i.alt, (select value from option_values where id = i.color_value_id) as color
    from images i join media m on m.key = i.media_key order by i.position`;
  expect(images.map(({ width, height, alt, color }) => ({ width, height, alt, color }))).toEqual([
    { width: 40, height: 50, alt: "A", color: "Sage" },
    { width: 40, height: 50, alt: "A", color: "Clay" },
  ]);
  for (const width of [40, 20]) {
    for (const format of ["avif", "webp"]) expect(await store.has(`${images[0]?.key}-${width}.${format}`)).toBe(true);
  }

  const before = await everything();
  requested.length = 0;
  expect(await importText(file, { allowLoopback: true })).toMatchObject({ unchanged: 1 });
  expect(requested).not.toContain("/clay.png");
  expect(await everything()).toEqual(before);
});

test("never requests pictures from internal addresses", async () => {
  const { at, requested } = await servePictures();
  const internal = [
    `${at}/sage.png`,
    "http://localhost:1/x.png",
    "http://[::1]/x.png",
    "http://[::ffff:10.0.0.1]/x.png",
    "http://169.254.169.254/x",
    "file:///etc/passwd",
  ];
  const { lost, created } = await importRows("a,A,Size,S,A-S,5,,1,,", ...internal.map((url) => `a,,,,,,,,${url},`));
  expect(created).toBe(1);
  expect(lost.map((line) => line.split(": ").at(-1))).toEqual([...Array(5).fill("an internal address"), "neither http nor https"]);
  expect(requested).toEqual([]);
});
