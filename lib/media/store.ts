import { randomUUID } from "node:crypto";
import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { S3mini } from "s3mini";
import { boundedFetch } from "@/lib/core/bounded-fetch";
import type { Env } from "@/lib/core/env";
import { parseMediaName } from "./names";

/** The store of pictures. A name's bytes never change once written. Disk and network failures throw. */
export type MediaStore = {
  /** Undefined if there is no file with this name. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  has(name: string): Promise<boolean>;
  /** Stores a whole file or, if it throws, nothing. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Throws if the folder can't be written to, for example because the disk is full, or if the S3-compatible store doesn't answer. */
  check(): Promise<void>;
};

/** A rendition is at most a few megabytes. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

type StoreSettings = Pick<Env, "MEDIA_DIR" | "S3_ENDPOINT" | "S3_REGION" | "S3_BUCKET" | "S3_ACCESS_KEY_ID" | "S3_SECRET_ACCESS_KEY">;

/** The S3-compatible store if one is configured, or else the folder MEDIA_DIR. */
export function openMediaStore(settings: StoreSettings): MediaStore {
  const { S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = settings;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return diskStore(settings.MEDIA_DIR);
  return bucketStore(
    new S3mini({
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
      endpoint: `${S3_ENDPOINT.replace(/\/$/, "")}/${S3_BUCKET}`,
      region: S3_REGION,
      requestAbortTimeout: TIMEOUT_MS,
      fetch: boundedFetch(MAX_FILE_BYTES),
    }),
  );
}

/** A size that every file system stores in a block of its own. */
const CHECKED_BYTES = 4096;

function diskStore(folder: string): MediaStore {
  const root = path.resolve(/* turbopackIgnore: true */ folder);
  const fileOf = (name: string) => path.join(root, safe(name));
  return {
    async read(name) {
      try {
        return new Uint8Array(await readFile(fileOf(name)));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async has(name) {
      try {
        await access(fileOf(name));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
    async write(name, bytes) {
      const file = fileOf(name);
      await withTemporaryFile(bytes, async (unfinished) => await rename(unfinished, file));
    },
    check: async () => await withTemporaryFile(new Uint8Array(CHECKED_BYTES), async () => {}),
  };

  /** Writes a temporary file that `use` may move, so no partial picture is ever readable under its name. It never stays. */
  async function withTemporaryFile(bytes: Uint8Array, use: (file: string) => Promise<void>): Promise<void> {
    const file = path.join(root, `.${randomUUID()}`);
    await mkdir(root, { recursive: true });
    try {
      await writeFile(file, bytes);
      await use(file);
    } finally {
      await rm(file, { force: true });
    }
  }
}

function bucketStore(bucket: S3mini): MediaStore {
  return {
    async read(name) {
      const bytes = await bucket.getObjectArrayBuffer(safe(name));
      return bytes === null ? undefined : new Uint8Array(bytes);
    },
    has: async (name) => (await bucket.objectExists(safe(name))) === true,
    async write(name, bytes) {
      await bucket.putObject(safe(name), Buffer.from(bytes), parseMediaName(name)?.contentType);
    },
    async check() {
      // No picture has this name.
      await bucket.objectExists("health-og.jpg");
    },
  };
}

function safe(name: string): string {
  if (!parseMediaName(name)) throw new Error(`not the name of a picture: ${name}`);
  return name;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
