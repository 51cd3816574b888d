import { revalidateTag } from "next/cache";
import { z } from "zod";
import { apiRoute } from "@/app/_server/action";
import { revalidationSecret } from "@/app/_server/cache-invalidation";
import { hasBearer } from "@/app/_server/request-context";
import { line } from "@/lib/core/text";

/** A server sends no more at once: see cache-invalidation.ts. A larger body would take long to parse. */
const MAX_TAGS = 1000;
const MAX_CHARACTERS = 300;

/** Drops the cache entries of some tags. Called by the servers themselves; on a serverless host, after a change of the catalogue. */
export const POST = apiRoute(z.object({ body: z.object({ tags: z.array(line(MAX_CHARACTERS)).max(MAX_TAGS) }) }), {
  body: { type: "json", maxBytes: MAX_TAGS * (MAX_CHARACTERS + 10) },
  access: async (_, request) => hasBearer(request, revalidationSecret()) || undefined,
  noAccess: 401,
  limit: { none: "only the shop itself has access" },
  respond: async ({ body }) => {
    for (const tag of body.tags) revalidateTag(tag, { expire: 0 });
    return new Response(null, { status: 204 });
  },
});
