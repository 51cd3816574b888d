import { getSuggestions } from "@/app/_server/catalog";
import { consumeLimit } from "@/app/_server/request";
import { parseFilters } from "@/lib/catalog/filters";

/** `GET /search/suggestions?q=`: a list of { href, name, note } for words that are still being typed. */
export async function GET(request: Request): Promise<Response> {
  const { q } = parseFilters({ q: new URL(request.url).searchParams.get("q") ?? "" });
  if (q.length < 2) return Response.json([]);
  const allowed = await consumeLimit("suggest");
  if (!allowed.ok) return Response.json([], { status: 429, headers: { "Retry-After": String(allowed.retryAfterSeconds) } });
  return Response.json(await getSuggestions(q.toLowerCase()), { headers: { "Cache-Control": "public, max-age=60" } });
}
