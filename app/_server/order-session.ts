import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { findOrderByAccessToken, type OrderDetails } from "@/lib/orders/queries";
import { database } from "./database";

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

/** An order that this browser may see; undefined where it may not, and where there is none. */
export async function findOwnOrder(reference: string): Promise<OrderDetails | undefined> {
  const token = REFERENCE.test(reference) ? (await cookies()).get(`order_${reference}`)?.value : undefined;
  return token ? await findOrderByAccessToken(database(), reference, token, new Date()) : undefined;
}
