import { z } from "zod";
import { anyone, apiRoute } from "@/app/_server/action";
import { currentTime } from "@/app/_server/clock";
import { database } from "@/app/_server/database";
import { problem } from "@/app/_server/http";
import { line } from "@/lib/core/text";
import { receiveEvent } from "@/lib/settlement/receive-event";

const input = z.object({ params: z.object({ provider: line(60) }), body: z.string() });

/** Receives a provider's event: 200 once it is saved in the inbox, 400 if it can't be proven to come from the provider. */
export const POST = apiRoute(input, {
  // More than any provider's event needs.
  body: { type: "text", maxBytes: 1_000_000 },
  // The signature proves an event: `receiveEvent` verifies it against the raw body.
  access: anyone,
  limit: "webhook",
  mails: true,
  respond: async ({ params: { provider }, body }, _, request) => {
    const answer = await receiveEvent(database(), provider, { body, headers: Object.fromEntries(request.headers) }, await currentTime());
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
