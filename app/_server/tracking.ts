import { after } from "next/server";
import { z } from "zod";
import { consume } from "@/lib/auth/rate-limits";
import { findBuyersOrder } from "@/lib/orders/queries";
import { readReference } from "@/lib/orders/reference";
import { requestTracking } from "@/lib/orders/request-tracking";
import { database } from "./database";
import { sendMailAfterwards } from "./send-mail";

/** Any text for either: one that can't be an address or a reference is taken like those of no order. */
export const trackingInput = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .regex(/^\P{Cc}*$/u),
  reference: z.string().max(60),
});

/**
 * Mails the link to an order to its buyer. All of it happens once the answer is on its way, so that neither the answer nor its
 * time says whether there is such an order.
 */
export function mailTrackingLink({ email, reference: given }: z.output<typeof trackingInput>): void {
  const reference = readReference(given);
  after(async () => {
    const order = reference && (await findBuyersOrder(database(), reference, email));
    // No more mails than an inbox can bear; somebody who knows no order of theirs uses none of them up.
    if (!order || !(await consume(database(), "trackEmail", order.email.toLowerCase())).ok) return;
    await requestTracking(database(), order, new Date());
    sendMailAfterwards();
  });
}
