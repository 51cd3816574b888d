import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import { servePicture } from "./serve-picture";
import { openMediaStore } from "./store";
import { storePicture } from "./store-picture";

const { db } = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), "media-"));
const store = openMediaStore({ MEDIA_DIR: path.join(folder, "media") });
afterAll(() => rm(folder, { recursive: true }));

const get = (name: string, headers?: HeadersInit) => servePicture(db, store, name, new Request("http://localhost/media/x", { headers }));

async function createPicture(background = "#9c4421") {
  const bytes = await sharp({ create: { width: 200, height: 250, channels: 3, background } })
    .png()
    .toBuffer();
  const stored = await storePicture(db, store, bytes, { name: "Clay Shirt" });
  if (!stored.ok) throw new Error(stored.error);
  return stored.value.key;
}

test("serves a picture stored after the start, with its type, cacheable for a year", async () => {
  expect((await get("clay-shirt-000000000000-200.avif")).status).toBe(404);
  const key = await createPicture();
  for (const [name, type] of [
    [`${key}-200.avif`, "image/avif"],
    [`${key}-100.webp`, "image/webp"],
  ] as const) {
    const answer = await get(name);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(type);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const again = await get(name, { "if-none-match": answer.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
  }
});

test("creates the picture for link previews on its first request and stores it", async () => {
  const key = await createPicture("#3f5230");
  const answer = await get(`${key}-og.jpg`);
  expect(answer.headers.get("content-type")).toBe("image/jpeg");
  const preview = sharp(await answer.arrayBuffer());
  expect(await preview.metadata()).toMatchObject({ format: "jpeg", width: 1200, height: 630 });
  const { data } = await preview.extract({ left: 0, top: 0, width: 1, height: 1 }).raw().toBuffer({ resolveWithObject: true });
  expect([...data].map((channel, index) => Math.abs(channel - ([0xea, 0xe2, 0xd3][index] ?? 0)) < 4)).toEqual([true, true, true]);
  expect(await store.has(`${key}-og.jpg`)).toBe(true);
});

test("answers 404 for other names, and never leaves its folder", async () => {
  await writeFile(path.join(folder, "secret-1.webp"), "secret");
  await createPicture();
  const names = [
    "unknown-100.avif",
    "unknown-og.jpg",
    "../secret-1.webp",
    "..%2fsecret-1.webp",
    "x/../../secret-1.webp",
    ".env",
    "",
    "A-1.webp",
    "a-1.svg",
  ];
  for (const name of names) expect((await get(name)).status, name).toBe(404);
  expect(await readdir(path.join(folder, "media"))).not.toContain("unknown-og.jpg");
});
