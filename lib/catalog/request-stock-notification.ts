import { and, eq, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Executor } from "@/db/client";
import { stockNotifications, variants } from "@/db/schema/catalog";
import { type VariantId, variantIdSchema } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locales";
import { line } from "@/lib/core/text";
import { sellable } from "./variant-sql";

export const stockNotificationInput = z.object({
  variantId: variantIdSchema,
  email: line(254).pipe(z.email()),
});

/**
 * Stores a request to be notified when a sold-out variant is back. A second request changes nothing, and the answer reveals
 * nothing, as it is the same for known and unknown addresses and for any variant.
 */
export async function requestStockNotification(
  db: Executor,
  { variantId, email, locale }: { variantId: VariantId; email: string; locale: Locale },
): Promise<void> {
  await db
    .insert(stockNotifications)
    .select(
      db
        .select({
          id: sql`gen_random_uuid()`.as("id"),
          variantId: variants.id,
          email: sql`${email}::text`.as("email"),
          locale: sql`${locale}::text`.as("locale"),
          createdAt: sql`now()`.as("created_at"),
          notifiedAt: sql`null::timestamptz`.as("notified_at"),
        })
        .from(variants)
        .where(and(eq(variants.id, variantId), lte(sellable, 0))),
    )
    .onConflictDoNothing();
}
