import { z } from "zod";
import { anyone, apiRoute } from "@/app/_server/action";
import { getSuggestions } from "@/app/_server/cache";
import { parseFilters } from "@/lib/catalog/filters";
import { line } from "@/lib/core/text";

const input = z.object({ query: z.object({ q: line(500).catch("") }).transform(({ q }) => parseFilters({ q }).q.toLowerCase()) });

/** `GET /search/suggestions?q=`: suggestions for a query that is still being typed. */
export const GET = apiRoute(input, {
  access: anyone,
  limit: "suggest",
  respond: async ({ query }) =>
    Response.json(query.length < 2 ? [] : await getSuggestions(query), { headers: { "Cache-Control": "public, max-age=60" } }),
});
