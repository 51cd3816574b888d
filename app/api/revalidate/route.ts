import { revalidateTag } from "next/cache";
import { z } from "zod";
import { hasBearerSecret } from "@/app/_server/request";

const input = z.object({ tags: z.array(z.string()) });

/** Drops what is cached under some tags. The servers call it themselves; on a serverless host, whoever changed the catalogue. */
export async function POST(request: Request): Promise<Response> {
  if (!hasBearerSecret(request))
    return Response.json({ error: "unauthorized" }, { status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  const parsed = input.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) return Response.json({ error: "invalid_input" }, { status: 400 });
  for (const tag of parsed.data.tags) revalidateTag(tag, { expire: 0 });
  return new Response(null, { status: 204 });
}
