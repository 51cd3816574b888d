import { after } from "next/server";
import { z } from "zod";
import { readReference } from "@/lib/orders/reference";
import { requestTracking } from "@/lib/orders/request-tracking";
import { consume } from "@/lib/rate-limits";
import { database } from "./database";
import { consumeLimit } from "./request";
import { sendMailAfterwards } from "./send-mail";

const asking = z.object({ email: z.string().trim().max(254).pipe(z.email()), reference: z.string().max(60) });

/**
 * Takes a wish to see an order. What it comes to is found out once the answer is on its way, so that neither the answer nor its
 * time tells whether there is such an order. A reference that can't be one is taken alike.
 */
export async function askForTracking(given: unknown): Promise<"accepted" | "malformed" | "rate_limited"> {
  const asked = asking.safeParse(given).data;
  if (!asked) return "malformed";
  if (!(await consumeLimit("trackOrder")).ok) return "rate_limited";
  // Of somebody else's address no more than it can bear; who asks is not told, and can wait.
  const allowed = (await consume(database(), "trackEmail", asked.email.toLowerCase())).ok;
  const reference = readReference(asked.reference);
  after(async () => {
    if (allowed && reference) await requestTracking(database(), { reference, email: asked.email }, new Date());
  });
  sendMailAfterwards();
  return "accepted";
}
