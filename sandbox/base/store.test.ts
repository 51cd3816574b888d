import { appendFile, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Collection } from "./collection";
import { createStore, type Store } from "./store";

const noteSchema = z.object({ id: z.string(), words: z.string() });
type Note = z.infer<typeof noteSchema>;

let file: string;
let store: Store;
let notes: Collection<Note>;

beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(os.tmpdir(), "store-")), "state.json");
  await open();
});
afterEach(async () => {
  store.close();
  await rm(path.dirname(file), { recursive: true });
});

async function open(options: { limit?: number; isOpen?(note: Note): boolean } = {}): Promise<void> {
  store = createStore(file);
  notes = store.collection({ name: "notes", schema: noteSchema, limit: 100_000_000, ...options });
  await store.load();
}

/** Restarts without closing, as after SIGKILL. */
async function restart(options?: Parameters<typeof open>[0]): Promise<Note[]> {
  await open(options);
  return notes.list();
}

/** Waits for the end of the synchronous step, after which changes are in the file. */
const stepEnd = () => Promise.resolve();

test("restores the latest version of items, in their order, without deleted ones", async () => {
  for (const id of ["one", "two", "three"]) notes.add({ id, words: id });
  const [one] = notes.list();
  if (one) notes.update(one, { words: "changed" });
  notes.delete("two");
  await stepEnd();
  expect(await restart()).toEqual([
    { id: "one", words: "changed" },
    { id: "three", words: "three" },
  ]);
  notes.delete("one");
  notes.add({ id: "three", words: "replaced" });
  await stepEnd();
  expect(await restart()).toEqual([{ id: "three", words: "replaced" }]);
});

test("writes only the changes, with one line for each step", async () => {
  for (let count = 0; count < 1000; count++) notes.add({ id: `${count}`, words: "word ".repeat(20) });
  await stepEnd();
  const before = (await stat(file)).size;
  const note = notes.get("500");
  if (note) {
    notes.update(note, { words: "first" });
    notes.update(note, { words: "second" });
  }
  notes.delete("501");
  await stepEnd();
  const written = (await readFile(file, "utf8")).slice(before);
  expect(written).toBe('[{"in":"notes","item":{"id":"500","words":"second"}},{"in":"notes","deleted":"501"}]\n');
});

test("ignores a step whose line was cut off", async () => {
  notes.add({ id: "one", words: "whole" });
  await stepEnd();
  await appendFile(file, '[{"in":"notes","item":{"id":"two","words":"whole"}},{"in":"notes","item":{"id":"thr');
  expect(await restart()).toEqual([{ id: "one", words: "whole" }]);
  notes.add({ id: "two", words: "later" });
  await stepEnd();
  expect(await restart()).toEqual([
    { id: "one", words: "whole" },
    { id: "two", words: "later" },
  ]);
});

test("keeps the file short, however often an item changes", async () => {
  notes.add({ id: "still", words: "here" });
  const changing = { id: "changing", words: "" };
  notes.add(changing);
  for (let count = 0; count < 1000; count++) {
    notes.update(changing, { words: `${count} `.repeat(5000) });
    await stepEnd();
  }
  expect((await stat(file)).size).toBeLessThan(5_000_000);
  const expected = [{ id: "still", words: "here" }, { ...changing }];
  expect(await restart()).toEqual(expected);
  expect((await stat(file)).size).toBeLessThan(30_000);
});

describe("beyond its limit, a collection", () => {
  const words = "x".repeat(1000);
  const addTen = async (prefix: string) => {
    for (let count = 0; count < 10; count++) {
      notes.add({ id: `${prefix}${count}`, words });
      await stepEnd();
    }
  };

  test("discards the oldest items", async () => {
    await open({ limit: 5000 });
    await addTen("a");
    expect(notes.list().map(({ id }) => id)).toEqual(["a6", "a7", "a8", "a9"]);
    expect((await restart({ limit: 5000 })).map(({ id }) => id)).toEqual(["a6", "a7", "a8", "a9"]);
  });

  test("discards open items last, beyond four times the limit", async () => {
    const options = { limit: 5000, isOpen: ({ id }: Note) => id.startsWith("open") };
    await open(options);
    await addTen("open");
    await addTen("a");
    expect(notes.list().map(({ id }) => id)).toEqual([...Array(10).keys()].map((count) => `open${count}`));
    await addTen("open-too");
    expect(notes.list()).toHaveLength(19);
    expect(notes.list()[0]).toMatchObject({ id: "open1" });
  });

  test("does not restore a discarded item when it changes", async () => {
    await open({ limit: 5000 });
    await addTen("a");
    const [oldest] = notes.list();
    await addTen("b");
    if (oldest) notes.update(oldest, { words: "changed" });
    await stepEnd();
    expect(notes.get("a6")).toBeUndefined();
  });
});

test("discards everything when it is cleared", async () => {
  notes.add({ id: "one", words: "one" });
  await stepEnd();
  store.clear();
  expect(notes.list()).toEqual([]);
  expect(await restart()).toEqual([]);
});

test.each([
  ["another collection", '[{"in":"others","item":{"id":"1"}}]'],
  ["another format", '{"notes":[]}'],
  ["items of another schema", '[{"in":"notes","item":{"id":"1"}}]'],
])("starts empty if an older version stored %s", async (_, line) => {
  notes.add({ id: "one", words: "one" });
  await stepEnd();
  await appendFile(file, `${line}\n`);
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  expect(await restart()).toEqual([]);
  expect(warn).toHaveBeenCalledOnce();
  warn.mockRestore();
});
