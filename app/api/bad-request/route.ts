import { z } from "zod";
import { anyone, apiRoute } from "@/app/_server/action";
import { problem } from "@/app/_server/http";

/** Answers every request whose URL can't be decoded: see request-context.ts. */
export const GET = apiRoute(z.object({}), {
  access: anyone,
  limit: { none: "it does nothing" },
  respond: async () => problem(400, "The address is not percent-encoded correctly."),
});
