import { createHash } from "node:crypto";
import type { Executor } from "@/db/client";
import { parseMediaName } from "./names";
import { openGraphPicture } from "./open-graph";
import type { MediaStore } from "./store";

const IMMUTABLE = "public, max-age=31536000, immutable";

/** Answers a request for a stored picture. A name's bytes never change, so browsers and proxies may cache them for a year. */
export async function servePicture(db: Executor, store: MediaStore, name: string, request: Request): Promise<Response> {
  const parsed = parseMediaName(name);
  if (!parsed) return notFound();
  const bytes = parsed.isOpenGraph ? await openGraphPicture(db, store, parsed.key) : await store.read(name);
  if (!bytes) return notFound();

  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  const headers = { "Cache-Control": IMMUTABLE, ETag: etag, "X-Content-Type-Options": "nosniff" };
  if (request.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(bytes, { headers: { ...headers, "Content-Type": parsed.contentType, "Content-Length": String(bytes.byteLength) } });
}

function notFound(): Response {
  return new Response("There is no such picture.", { status: 404, headers: { "Cache-Control": "no-store", "Content-Type": "text/plain" } });
}
