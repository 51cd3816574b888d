import { z } from "zod";
import { anyone, apiRoute } from "@/app/_server/action";
import { database } from "@/app/_server/database";
import { problem } from "@/app/_server/http";
import { receiveEvent } from "@/lib/settlement/receive-event";

const input = z.object({ params: z.object({ provider: z.string() }), body: z.string() });

/** Takes a provider's event: 200 once it is in the inbox for good, 400 where it can't be proved to be the provider's. */
export const POST = apiRoute(input, {
  // More than any provider's event has.
  body: { type: "text", maxBytes: 1_000_000 },
  // Its signature is what lets an event in: `receiveEvent` verifies it against the body as it came.
  access: anyone,
  limit: "webhook",
  mails: true,
  respond: async ({ params: { provider }, body }, _, request) => {
    const answer = await receiveEvent(database(), provider, { body, headers: Object.fromEntries(request.headers) }, new Date());
    switch (answer) {
      case "received":
        return Response.json({ status: "received" });
      case "bad_signature":
        return problem(400, "The signature is not the provider's.");
      case "unknown_provider":
        return problem(404, "There is no such provider.");
      case "not_verifiable_now":
        return problem(503, "The signature can't be verified at the moment.");
    }
  },
});
