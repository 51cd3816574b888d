import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { OrderId } from "@/lib/core/ids";
import { centsColumn, createdAt, id, time } from "./columns";
import { orders } from "./orders";

export const couponKind = pgEnum("coupon_kind", ["percentage", "fixed"]);

export const coupons = pgTable(
  "coupons",
  {
    id: id(),
    code: text().notNull(),
    kind: couponKind().notNull(),
    /** Percentage: whole percent, 1–100. Fixed: cents. */
    value: integer().notNull(),
    /** The lowest total of goods it applies to. */
    minimumCents: centsColumn().notNull().default(sql`0`),
    validFrom: time().notNull().defaultNow(),
    validUntil: time(),
    usageLimit: integer(),
    perCustomerLimit: integer(),
    timesUsed: integer().notNull().default(0),
    active: boolean().notNull().default(true),
  },
  (table) => [
    uniqueIndex("coupons_code").on(sql`upper(${table.code})`),
    check("coupons_value", sql`${table.value} > 0 and (${table.kind} = 'fixed' or ${table.value} <= 100)`),
    check("coupons_usage", sql`${table.timesUsed} >= 0 and ${table.timesUsed} <= coalesce(${table.usageLimit}, ${table.timesUsed})`),
  ],
);

/** One for each order that used a coupon; deleted when the order is cancelled. */
export const couponRedemptions = pgTable(
  "coupon_redemptions",
  {
    orderId: uuid()
      .primaryKey()
      .references(() => orders.id)
      .$type<OrderId>(),
    couponId: uuid()
      .notNull()
      .references(() => coupons.id),
    /** The inbox whose per-customer limit it counts against, in the form of `inboxOf`. */
    email: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.couponId, table.email)],
);
