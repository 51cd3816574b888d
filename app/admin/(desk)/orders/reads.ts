import { staffRead } from "@/app/_server/staff";
import { orderFilterSchema, orderPageSchema } from "@/lib/orders/list-input";
import { countOrders, listOrders } from "@/lib/orders/list-orders";

/** A page of orders by the filters of its address, and how many match. */
export const readOrders = staffRead("orders:read", async ({ db }, query: Readonly<Record<string, string | string[] | undefined>>) => {
  const page = orderPageSchema.parse(query);
  const filter = orderFilterSchema.parse(query);
  const [found, count] = await Promise.all([listOrders(db, filter, page), countOrders(db, filter)]);
  return { ...found, filter, count };
});
