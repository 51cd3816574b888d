import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** Derives again what is stored only so that lists are fast, and returns the number of orders in which it was wrong. */
export async function rebuildLists(db: Db): Promise<number> {
  const rebuilt = await db.execute(sql`
    update orders o set due_cents = a.due
    from (select o.id, a.due from orders o cross join lateral order_amounts(o) a where o.due_cents <> a.due) a
    where o.id = a.id returning o.id`);
  return rebuilt.length;
}
