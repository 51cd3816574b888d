import { after } from "next/server";
import { z } from "zod";
import { consume } from "@/lib/auth/rate-limits";
import { findBuyersOrder } from "@/lib/orders/queries";
import { readReference } from "@/lib/orders/reference";
import { requestTracking } from "@/lib/orders/request-tracking";
import { database } from "./database";
import { consumeLimit } from "./request";
import { sendMailAfterwards } from "./send-mail";

/** What is no address and no reference is taken like those of no order. */
export const trackingWish = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .regex(/^\P{Cc}*$/u),
  reference: z.string().max(60),
});

/**
 * Takes a wish to see an order. What it comes to is found out once the answer is on its way, so that neither the answer nor its
 * time tells whether there is such an order.
 */
export async function askForTracking({ email, reference: typed }: z.output<typeof trackingWish>): Promise<"accepted" | "rate_limited"> {
  if (!(await consumeLimit("trackOrder")).ok) return "rate_limited";
  const reference = readReference(typed);
  after(async () => {
    const order = reference && (await findBuyersOrder(database(), reference, email));
    // No more mails than somebody's inbox can bear; who knows no order of theirs uses none of them up.
    if (!order || !(await consume(database(), "trackEmail", order.email.toLowerCase())).ok) return;
    await requestTracking(database(), order, new Date());
    sendMailAfterwards();
  });
  return "accepted";
}
