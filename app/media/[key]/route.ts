import { createHash } from "node:crypto";
import { database } from "@/app/_server/database";
import { env } from "@/lib/env";
import { parseMediaName } from "@/lib/media/names";
import { openGraphPicture } from "@/lib/media/open-graph";
import { openMediaStore } from "@/lib/media/store";

const IMMUTABLE = "public, max-age=31536000, immutable";

/** A stored picture. A name's bytes never change, so that browsers and fronts may keep them. */
export async function GET(request: Request, { params }: { params: Promise<{ key: string }> }): Promise<Response> {
  const { key: name } = await params;
  const parsed = parseMediaName(name);
  if (!parsed) return notFound();
  const store = openMediaStore(env());
  const bytes = parsed.isOpenGraph ? await openGraphPicture(database(), store, parsed.key) : await store.read(name);
  if (!bytes) return notFound();

  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  const headers = { "Cache-Control": IMMUTABLE, ETag: etag, "X-Content-Type-Options": "nosniff" };
  if (request.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(bytes, { headers: { ...headers, "Content-Type": parsed.contentType, "Content-Length": String(bytes.byteLength) } });
}

function notFound(): Response {
  return new Response("There is no such picture.", { status: 404, headers: { "Cache-Control": "no-store", "Content-Type": "text/plain" } });
}
