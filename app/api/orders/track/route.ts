import { z } from "zod";
import { anyone, apiRoute } from "@/app/_server/action";
import { acceptTracking, trackingInput } from "@/app/_server/tracking";

/** Mails an order's link. Gives the same answer whether or not the order exists, and only the mail reveals it. */
export const POST = apiRoute(z.object({ body: trackingInput }), {
  // More than any address and reference need.
  body: { type: "json", maxBytes: 4000 },
  access: anyone,
  limit: "trackOrder",
  respond: async ({ body }) => {
    await acceptTracking(body);
    return Response.json({ status: "accepted" }, { status: 202 });
  },
});
