import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { findOrderByAccessToken, type OrderDetails } from "@/lib/orders/queries";
import { readReference } from "@/lib/orders/reference";
import { database } from "./database";

const DAY_SECONDS = 24 * 3600;

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
export async function findOwnOrder(typed: string): Promise<OrderDetails | undefined> {
  const reference = readReference(typed);
  const token = reference && (await cookies()).get(`order_${reference}`)?.value;
  return token ? await findOrderByAccessToken(database(), reference, token, new Date()) : undefined;
}

/** An order that a link's token shows. */
export async function findLinkedOrder(typed: string, token: string): Promise<OrderDetails | undefined> {
  const reference = readReference(typed);
  return reference ? await findOrderByAccessToken(database(), reference, token, new Date()) : undefined;
}
