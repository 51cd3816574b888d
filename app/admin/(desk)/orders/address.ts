import type { OrderId } from "@/lib/core/ids";
import type { OrderFilter } from "@/lib/orders/list-input";

/** The list's address with the filters, and the order at which the page begins. */
export function addressOf(filter: OrderFilter, place: { before?: OrderId; after?: OrderId } = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...place })) if (value !== undefined) query.set(name, value);
  return query.size > 0 ? `/admin/orders?${query}` : "/admin/orders";
}
