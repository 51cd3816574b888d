import { after } from "next/server";
import { z } from "zod";
import { consume } from "@/lib/auth/rate-limits";
import { findBuyersOrder } from "@/lib/orders/queries";
import { readReference } from "@/lib/orders/reference";
import { requestTracking } from "@/lib/orders/request-tracking";
import { database } from "./database";
import { sendMailAfterwards } from "./send-mail";

/** Accepts any text: an invalid address or reference is treated like those of no order. */
export const trackingInput = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .regex(/^\P{Cc}*$/u),
  reference: z.string().max(60),
});

/**
 * Mails the link to an order to its buyer. Runs entirely after the answer, so neither the answer nor its timing reveals
 * whether the order exists.
 */
export function mailTrackingLink({ email, reference: given }: z.output<typeof trackingInput>): void {
  const reference = readReference(given);
  after(async () => {
    const order = reference && (await findBuyersOrder(database(), reference, email));
    // Limits the mails per inbox; requests without the right reference don't count.
    if (!order || !(await consume(database(), "trackEmail", order.email.toLowerCase())).ok) return;
    await requestTracking(database(), order, new Date());
    sendMailAfterwards();
  });
}
