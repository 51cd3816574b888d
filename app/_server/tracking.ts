import { after } from "next/server";
import { z } from "zod";
import { line } from "@/lib/core/text";
import { acceptTrackingRequest, answerTrackingRequests } from "@/lib/orders/request-tracking";
import { currentTime } from "./clock";
import { database } from "./database";
import { sendMailAfterwards } from "./send-mail";

/** Accepts any text: an invalid address or reference is treated like those of no order. */
export const trackingInput = z.object({
  email: line(254),
  reference: line(60),
});

/** The requests that one answer also deals with. Longer queues are left to the job. */
const MAX_REQUESTS = 5;

/**
 * Accepts a request for the link to an order. The mail is written after the answer, so neither the answer nor its timing
 * reveals whether the order exists.
 */
export async function acceptTracking(request: z.output<typeof trackingInput>): Promise<void> {
  await acceptTrackingRequest(database(), request, await currentTime());
  after(async () => {
    await answerTrackingRequests(database(), await currentTime(), MAX_REQUESTS);
    sendMailAfterwards();
  });
}
