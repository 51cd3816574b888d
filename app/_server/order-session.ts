import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/core/env";
import { findOrderByAccessToken, findOrderByLink, type OrderDetails } from "@/lib/orders/queries";
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

/** By what a request may see an order: the token of a link, or else the cookie that placing it set. */
export type OrderAccess = { reference: string; token: string | null };

const accessFields = z.object({ reference: z.string(), token: z.string().transform((token) => token || null) });

/** The access that a form carries in its fields; none where it carries none. */
export function readAccess(form: FormData): OrderAccess | undefined {
  return accessFields.safeParse(Object.fromEntries(form)).data;
}

/** The page that shows the order. */
export function orderPath({ reference, token }: OrderAccess): string {
  return token ? `/track/${token}` : `/orders/${reference}`;
}

/** An order that this request may see; undefined where it may not, and where there is none. */
export async function findShownOrder(access: OrderAccess): Promise<OrderDetails | undefined> {
  const reference = readReference(access.reference);
  // A link that ends in an empty token is none.
  const token = access.token || (reference && (await cookies()).get(`order_${reference}`)?.value);
  return reference && token ? await findOrderByAccessToken(database(), reference, token, new Date()) : undefined;
}

/** The order that a link shows. */
export async function findLinkedOrder(token: string): Promise<OrderDetails | undefined> {
  return await findOrderByLink(database(), token, new Date());
}
