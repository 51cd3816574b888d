import { desc, like, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { orders } from "@/db/schema/orders";

const MOST = 8;

/** Finds orders while somebody types: by the beginning of their reference, or else of their email, the latest first. */
export async function findOrdersQuickly(db: Executor, typed: string) {
  const beginning = `${typed.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const isReference = /^ord-?/i.test(typed);
  return await db
    .select({ reference: orders.reference, email: orders.email, totalCents: orders.totalCents })
    .from(orders)
    .where(isReference ? like(orders.reference, beginning.toUpperCase()) : like(sql`lower(${orders.email})`, beginning.toLowerCase()))
    .orderBy(desc(orders.placedAt))
    .limit(MOST);
}
