import { z } from "zod";
import { anyone, apiRoute } from "@/app/_server/action";
import { problem } from "@/app/_server/http";

/** Answers every request whose URL can't be decoded, or whose method no page has: see request-context.ts. */
export const GET = apiRoute(z.object({ query: z.object({ because: z.enum(["method", "address"]).catch("address") }) }), {
  access: anyone,
  limit: { none: "it does nothing" },
  respond: async ({ query: { because } }) =>
    because === "method"
      ? problem(405, "A page answers GET, HEAD and POST.", { Allow: "GET, HEAD, POST" })
      : problem(400, "The address is not percent-encoded correctly."),
});
