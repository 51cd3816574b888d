import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { createCart, createVariant } from "@/db/testing";
import type { PlaceOrderInput } from "@/lib/checkout/place-order";
import { placeOrder } from "@/lib/checkout/place-order";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput } from "./checkout";

/** Places an order of two items, whose first mail waits in the outbox. */
export async function orderWithMail(db: Db, now: Date, values: Partial<PlaceOrderInput> = {}) {
  const variant = await createVariant(db);
  const cartId = await createCart(db, [{ variantId: variant.id, quantity: 2 }]);
  const placed = await placeOrder(db, await checkoutInput(db, cartId, now, values), byCustomer(now));
  if (!placed.ok) throw new Error(`not placed: ${placed.error}`);
  const [order] = await db.select().from(orders).where(eq(orders.id, placed.value.id));
  if (!order) throw new Error("the order is not there");
  return order;
}

/** The visible text of a mail's HTML, with spaces between table cells. */
export function visible(html: string): string {
  return html
    .replaceAll(/<head>.*?<\/head>/gs, "")
    .replaceAll(/<\/?(td|p|tr|table|h1)\b[^>]*>/g, " ")
    .replaceAll(/<!--.*?-->|<[^>]+>/gs, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
}

/** Removes all white space, because line breaks depend on the layout. */
export const squeezed = (text: string) => text.replaceAll(/\s+/g, "");
