import { createHmac } from "node:crypto";

export const WEBHOOK_SECRET = "whsec_sandbox";

/** The `Stripe-Signature` of a body sent now: HMAC-SHA256 of time and body, as Stripe's documentation on verifying signatures has it. */
export function signatureHeader(body: string, now: Date): string {
  const time = Math.floor(now.getTime() / 1000);
  const signature = createHmac("sha256", WEBHOOK_SECRET).update(`${time}.${body}`).digest("hex");
  return `t=${time},v1=${signature}`;
}
