import { database } from "@/app/_server/database";
import { hasBearerSecret } from "@/app/_server/request";
import { env } from "@/lib/core/env";
import { openMediaStore } from "@/lib/media/store";
import { checkHealth } from "@/lib/operations/health";

/** For load balancers and monitoring: 503 only where no order can be placed. Who shows the secret sees each part. */
export async function GET(request: Request): Promise<Response> {
  const detailed = hasBearerSecret(request);
  const { status, parts } = await checkHealth(database(), openMediaStore(env()), new Date());
  return Response.json(detailed ? { status, parts } : { status }, {
    status: status === "down" ? 503 : 200,
    headers: { "Cache-Control": "no-store" },
  });
}
