import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { describeProblem, type Problem } from "../problems";
import { readGroups } from "./rows";
import { toProduct } from "./to-product";

const folder = await mkdtemp(path.join(os.tmpdir(), "rows-"));
afterAll(() => rm(folder, { recursive: true }));

/** The products of a file with these rows, and what it reports about them. */
async function read(...rows: string[]) {
  const file = path.join(folder, "file.csv");
  await writeFile(file, ["Handle,Title,Body (HTML),Tags,Variant SKU,Variant Price,Image Src,Image Alt Text", ...rows, ""].join("\n"));
  const problems: string[] = [];
  const products = [];
  for await (const group of readGroups(file, () => undefined)) {
    const report = (kind: Problem["kind"], line: number, detail = "") =>
      problems.push(`${line}: ${describeProblem({ kind, line, detail, handle: group.handle })}`);
    products.push({ handle: group.handle, ...toProduct(group, report) });
  }
  return { products, problems };
}

test("drops characters that can't be seen from names, addresses, descriptions and reports", async () => {
  const { products, problems } = await read(
    'linen\u001b[31m,"Linen\u202e\u0000\nshirt \u200bC\u030c","<p>One\u0007\r\nTwo\u2067</p>",a\u200b,"A\u0085\u009b1",\u001b[2J,https://x.example/a\u200b.jpg,\u2066Front',
  );
  expect(products).toMatchObject([
    {
      handle: "linen[31m",
      product: {
        name: "Linen shirt Č",
        details: { descriptionHtml: "<p>One\nTwo</p>", keywords: "a" },
        variants: [{ sku: "A 1" }],
      },
      pictures: [{ url: "https://x.example/a.jpg", alt: "Front" }],
    },
  ]);
  expect(problems).toEqual(["2: this is not a price: [2J"]);
});

test("reports every column that is too long", async () => {
  const long = (characters: number) => "x".repeat(characters);
  expect((await read(`a,${long(255)},${long(100_000)},${long(5000)},A,1,https://x.example/${long(1900)},${long(1000)}`)).problems).toEqual(
    [],
  );
  expect((await read(`a,${long(256)},${long(100_001)},${long(5001)},A,1,${long(2001)},${long(1001)}`)).problems).toEqual([
    "2: Title is longer than 255 characters",
    "2: Body (HTML) is longer than 100000 characters",
    "2: Tags is longer than 5000 characters",
    "2: Image Src is longer than 2000 characters",
    "2: Image Alt Text is longer than 1000 characters",
  ]);
});
