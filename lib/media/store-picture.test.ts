import { mkdtemp, readdir, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import { openMediaStore } from "./store";
import { storePicture } from "./store-picture";

const { db, client } = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), "media-"));
afterAll(() => rm(folder, { recursive: true }));
const store = openMediaStore({ MEDIA_DIR: folder });

const drawn = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#5e574c" } });

test("stores a picture upright, at most 1600 pixels wide, in two widths and two formats", async () => {
  // Orientation 6: the camera was turned on its side.
  const bytes = await drawn(3000, 2001).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const stored = await storePicture(db, store, bytes, { name: "Žuti šal (2).JPG" });
  if (!stored.ok) throw new Error(stored.error);
  const { key, width, height, blur } = stored.value;
  expect(key).toMatch(/^zuti-sal-2-jpg-[0-9a-f]{12}$/);
  expect({ width, height }).toEqual({ width: 1600, height: 2399 });
  expect(blur).toMatch(/^data:image\/webp;base64,/);
  for (const [name, format, size] of [
    [`${key}-1600.avif`, "heif", 1600],
    [`${key}-1600.webp`, "webp", 1600],
    [`${key}-800.avif`, "heif", 800],
    [`${key}-800.webp`, "webp", 800],
  ] as const) {
    const metadata = await sharp(await store.read(name)).metadata();
    expect(metadata).toMatchObject({ format, width: size });
    expect(metadata.exif).toBeUndefined();
  }
});

test("finds the same picture instead of storing it twice, and restores lost files", async () => {
  const bytes = await drawn(20, 25).webp().toBuffer();
  expect(await storePicture(db, store, bytes, { name: "twice" })).toMatchObject({ ok: true });
  const files = await readdir(folder);
  expect(await storePicture(db, store, bytes, { name: "twice" })).toMatchObject({ ok: true });
  expect((await readdir(folder)).toSorted()).toEqual(files.toSorted());
  await rm(path.join(folder, files.find((name) => name.startsWith("twice")) ?? ""));
  await storePicture(db, store, bytes, { name: "twice" });
  expect((await readdir(folder)).toSorted()).toEqual(files.toSorted());
});

test("accepts AVIF, and the first frame of an animation", async () => {
  const gif = await sharp([await drawn(10, 10).png().toBuffer(), await drawn(10, 10).negate().png().toBuffer()], {
    join: { animated: true },
  })
    .gif()
    .toBuffer();
  expect(await storePicture(db, store, gif, { name: "gif" })).toMatchObject({ ok: true, value: { width: 10, height: 10 } });
  expect(await storePicture(db, store, await drawn(12, 8).avif().toBuffer(), { name: "avif" })).toMatchObject({ ok: true });
});

test("refuses files that are not pictures, broken, too large, or SVG with script", async () => {
  const refusal = async (bytes: Buffer) => storePicture(db, store, bytes, { name: "refused" });
  expect(await refusal(Buffer.from("<html>"))).toEqual({ ok: false, error: "unreadable" });
  expect(await refusal((await drawn(300, 300).png().toBuffer()).subarray(0, 300))).toEqual({ ok: false, error: "unreadable" });
  expect(await refusal(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'))).toEqual({
    ok: false,
    error: "unsupported",
  });
  expect(await refusal(await drawn(10, 10).tiff().toBuffer())).toEqual({ ok: false, error: "unsupported" });
  expect(await refusal(await drawn(9000, 9000).png().toBuffer())).toEqual({ ok: false, error: "too_large" });
  expect(await refusal(Buffer.alloc(21 * 1024 * 1024))).toEqual({ ok: false, error: "too_large" });
  expect(await client`select 1 from media where key like 'refused%'`).toHaveLength(0);
});

test("stores pictures in an S3-compatible store if one is configured", async () => {
  const objects = new Map<string, { type: string | undefined; signed: boolean; bytes: Buffer }>();
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const name = request.url ?? "";
    if (request.method === "PUT") {
      const signed = request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 Credential=key-id/") ?? false;
      objects.set(name, { type: request.headers["content-type"], signed, bytes: Buffer.concat(chunks) });
      return response.writeHead(200, { etag: '"1"' }).end();
    }
    const object = objects.get(name);
    response.writeHead(object ? 200 : 404).end(request.method === "HEAD" ? undefined : object?.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const bucket = openMediaStore({
    MEDIA_DIR: folder,
    S3_ENDPOINT: `http://127.0.0.1:${address.port}/`,
    S3_REGION: "eu-central-1",
    S3_BUCKET: "shop",
    S3_ACCESS_KEY_ID: "key-id",
    S3_SECRET_ACCESS_KEY: "only-for-tests",
  });
  try {
    const stored = await storePicture(db, bucket, await drawn(30, 40).png().toBuffer(), { name: "far" });
    if (!stored.ok) throw new Error(stored.error);
    const name = `${stored.value.key}-30.webp`;
    expect(objects.get(`/shop/${name}`)).toMatchObject({ type: "image/webp", signed: true });
    expect(objects.size).toBe(4);
    expect(await sharp(await bucket.read(name)).metadata()).toMatchObject({ format: "webp", width: 30 });
    expect([await bucket.has(name), await bucket.has("near-1.webp"), await bucket.read("near-1.webp")]).toEqual([true, false, undefined]);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
