import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import { checkHealth } from "@/lib/operations/health";
import { fillDisk, freeDisk, makeReadOnly, mountSmallDisk } from "@/tests/factories/small-disk";
import { servePicture } from "./serve-picture";
import { openMediaStore } from "./store";
import { storePicture } from "./store-picture";

const { db } = await testDatabase();

test("a picture that can't be moved to its name leaves nothing behind", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "media-"));
  try {
    await mkdir(path.join(folder, "a-1.webp", "occupied"), { recursive: true });
    await expect(openMediaStore({ MEDIA_DIR: folder }).write("a-1.webp", new Uint8Array(10))).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["a-1.webp"]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const disk = mountSmallDisk(512);

describe.skipIf(!disk)("on a full disk", () => {
  const folder = path.join(disk ?? "", "media");
  const store = openMediaStore({ MEDIA_DIR: folder });
  afterEach(() => freeDisk(disk ?? ""));

  const share = (key: string) => servePicture(db, store, `${key}-og.jpg`, new Request("http://localhost/media/x"));

  async function createPicture(background: string): Promise<string> {
    const bytes = await sharp({ create: { width: 40, height: 50, channels: 3, background } })
      .png()
      .toBuffer();
    const stored = await storePicture(db, store, bytes, { name: "shirt" });
    if (!stored.ok) throw new Error(stored.error);
    return stored.value.key;
  }

  test("a failed write leaves nothing behind, and succeeds once there is room", async () => {
    await createPicture("#123456");
    const before = await readdir(folder);
    fillDisk(disk ?? "");
    await expect(store.write("a-1.webp", new Uint8Array(100_000))).rejects.toThrow("ENOSPC");
    await expect(createPicture("#654321")).rejects.toThrow("ENOSPC");
    expect(await readdir(folder)).toEqual(before);
    freeDisk(disk ?? "");
    await store.write("a-1.webp", new Uint8Array(100_000));
    expect((await store.read("a-1.webp"))?.byteLength).toBe(100_000);
  });

  test("a link preview's picture is served although it can't be stored, and monitoring sees it", async () => {
    const key = await createPicture("#3f5230");
    expect(await checkHealth(db, store, new Date())).toMatchObject({ parts: { pictures: "ok" } });
    fillDisk(disk ?? "");
    const answer = await share(key);
    expect(answer.status).toBe(200);
    expect(await sharp(await answer.arrayBuffer()).metadata()).toMatchObject({ format: "jpeg", width: 1200 });
    expect(await store.has(`${key}-og.jpg`)).toBe(false);
    expect(await checkHealth(db, store, new Date())).toMatchObject({ status: "degraded", parts: { pictures: "failing" } });
    freeDisk(disk ?? "");
    await share(key);
    expect(await store.has(`${key}-og.jpg`)).toBe(true);
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("the same goes for a disk that can only be read", async () => {
    const key = await createPicture("#9c4421");
    makeReadOnly(disk ?? "");
    expect((await share(key)).status).toBe(200);
    expect(await checkHealth(db, store, new Date())).toMatchObject({ parts: { pictures: "failing" } });
  });
});
