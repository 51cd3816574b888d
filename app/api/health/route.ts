import { z } from "zod";
import { apiRoute } from "@/app/_server/action";
import { database } from "@/app/_server/database";
import { hasBearer } from "@/app/_server/request-context";
import { env } from "@/lib/core/env";
import { openMediaStore } from "@/lib/media/store";
import { checkHealth } from "@/lib/operations/health";

/** For load balancers and monitoring: 503 only if no order can be placed. Lists each part to a caller with the scheduler's secret. */
export const GET = apiRoute(z.object({}), {
  access: async (_, request) => ({ detailed: hasBearer(request, env().CRON_SECRET) }),
  limit: { none: "a limit would need the database, whose absence is to be reported" },
  respond: async (_, { detailed }) => {
    const { status, parts } = await checkHealth(database(), openMediaStore(env()), new Date());
    return Response.json(detailed ? { status, parts } : { status }, { status: status === "down" ? 503 : 200 });
  },
});
