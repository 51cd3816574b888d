import { z } from "zod";
import { anyone, apiRoute } from "@/app/_server/action";
import { mailTrackingLink, trackingInput } from "@/app/_server/tracking";

/** Always answered alike, whether there is such an order or not: the mail knows. */
export const POST = apiRoute(z.object({ body: trackingInput }), {
  // More than any address and reference have.
  body: { type: "json", maxBytes: 4000 },
  access: anyone,
  limit: "trackOrder",
  respond: async ({ body }) => {
    mailTrackingLink(body);
    return Response.json({ status: "accepted" }, { status: 202 });
  },
});
