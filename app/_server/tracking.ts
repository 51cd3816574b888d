import { after } from "next/server";
import { z } from "zod";
import { readReference } from "@/lib/orders/reference";
import { requestTracking } from "@/lib/orders/request-tracking";
import { consume } from "@/lib/rate-limits";
import { database } from "./database";
import { consumeLimit } from "./request";
import { sendMailAfterwards } from "./send-mail";

/** What is no address and no reference is taken like those of no order. */
export const trackingWish = z.object({ email: z.string().trim().max(254), reference: z.string().max(60) });

/**
 * Takes a wish to see an order. What it comes to is found out once the answer is on its way, so that neither the answer nor its
 * time tells whether there is such an order.
 */
export async function askForTracking({ email, reference: typed }: z.output<typeof trackingWish>): Promise<"accepted" | "rate_limited"> {
  if (!(await consumeLimit("trackOrder")).ok) return "rate_limited";
  // Of somebody else's address no more than it can bear; who asks is not told, and can wait.
  const allowed = (await consume(database(), "trackEmail", email.toLowerCase())).ok;
  const reference = readReference(typed);
  after(async () => {
    if (allowed && reference) await requestTracking(database(), { reference, email }, new Date());
    sendMailAfterwards();
  });
  return "accepted";
}
