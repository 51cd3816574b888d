import { cookies } from "next/headers";
import { env } from "@/lib/env";

const DAY_SECONDS = 24 * 3600;
const REFERENCE = /^ORD-[2-9A-HJ-NP-Z]{10}$/;

/** Lets this browser see an order it placed, for a day. */
export async function rememberOrder(reference: string, accessToken: string): Promise<void> {
  (await cookies()).set(`order_${reference}`, accessToken, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: env().SITE_URL.startsWith("https:"),
    maxAge: DAY_SECONDS,
  });
}

/** The token this browser holds for an order; undefined where it has none. */
export async function orderToken(reference: string): Promise<string | undefined> {
  return REFERENCE.test(reference) ? (await cookies()).get(`order_${reference}`)?.value : undefined;
}
