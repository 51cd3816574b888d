import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { type CsvRow, csvResponse } from "./csv";

test("writes rows that read back as they were, with formulas made harmless", async () => {
  async function* batches() {
    yield [
      ["plain", 5, null],
      ['with "quotes", commas\nand lines', -1, ""],
    ] satisfies CsvRow[];
    yield [["=HYPERLINK(1)", "+385 91", "@x"]] satisfies CsvRow[];
  }
  const response = csvResponse("a-name", ["one", "two", "three"], batches());
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="a-name.csv"');
  expect(parse(await response.text(), { bom: true })).toEqual([
    ["one", "two", "three"],
    ["plain", "5", ""],
    ['with "quotes", commas\nand lines', "-1", ""],
    ["'=HYPERLINK(1)", "'+385 91", "'@x"],
  ]);
});

test("reads no further once nobody reads it, nor before somebody does", async () => {
  let read = 0;
  let ended = false;
  async function* batches() {
    try {
      for (;;) {
        read += 1;
        yield [["x".repeat(1000)]];
      }
    } finally {
      ended = true;
    }
  }
  const reader = csvResponse("a-name", ["one"], batches()).body?.getReader();
  await reader?.read();
  await reader?.read();
  await reader?.cancel();
  expect(ended).toBe(true);
  expect(read).toBeLessThan(4);
});
