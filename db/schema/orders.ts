import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgEnum, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import type { Address } from "@/lib/core/address";
import type { CartId, CheckoutKey, OrderId, ProductId, VariantId } from "@/lib/core/ids";
import type { VatShare } from "@/lib/core/money";
import { variants } from "./catalog";
import { actorCheck, actorColumns, bytea, centsColumn, createdAt, id, localeColumn, time } from "./columns";

export const orderStatus = pgEnum("order_status", ["pending", "confirmed", "shipped", "delivered", "cancelled"]);

export const CANCEL_REASONS = ["expired", "replaced", "customer", "staff"] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export const orders = pgTable(
  "orders",
  {
    id: id<OrderId>(),
    /** `ORD-` and ten unambiguous characters. */
    reference: text().notNull().unique(),
    /** Eleven digits, assigned by the database; the HR00 and RF forms are derived. */
    paymentReference: bigint({ mode: "number" }).notNull().unique().default(sql`next_payment_reference()`),
    /** A double submit of one checkout has the same key and returns the first order. */
    checkoutKey: uuid().notNull().unique().$type<CheckoutKey>(),
    /** The cart it was created from. No foreign key: carts are cleaned up, orders remain. */
    cartId: uuid().notNull().$type<CartId>(),
    status: orderStatus().notNull().default("pending"),
    /** A method of the registry in lib/payments, which checks it. */
    paymentMethod: text().notNull(),
    /** Whether that method is paid through a provider: a copy for queries in layers below the registry. */
    online: boolean().notNull().default(false),
    email: text().notNull(),
    /** E.164 */
    phone: text().notNull(),
    /** The keyed hash of the network it was placed from, which counts towards the limit of unpaid orders; null if unknown. */
    placedFrom: text(),
    company: text().notNull().default(""),
    vatId: text().notNull().default(""),
    shippingAddress: jsonb().notNull().$type<Address>(),
    billingAddress: jsonb().notNull().$type<Address>(),
    shippingMethod: text({ enum: ["standard", "express"] }).notNull(),
    couponCode: text(),
    note: text().notNull().default(""),
    locale: localeColumn(),
    currency: text().notNull().default("EUR"),
    subtotalCents: centsColumn().notNull(),
    discountCents: centsColumn().notNull(),
    shippingCents: centsColumn().notNull(),
    totalCents: centsColumn().notNull(),
    /** The standard delivery rate when it was placed, which a full withdrawal pays back; null in orders from before it was stored. */
    standardShippingCents: centsColumn(),
    vatByRate: jsonb().notNull().$type<readonly VatShare[]>(),
    /** For lists only: triggers keep it equal to what `findAmountDue` derives, and the books are checked for it. */
    dueCents: centsColumn().notNull().default(sql`0`),
    placedAt: time().notNull(),
    /** When its stock hold ends; null if there is none. */
    expiresAt: time(),
    confirmedAt: time(),
    cancelledAt: time(),
    /** Only an order whose hold ran out (`expired`) is revived by a late payment. */
    cancelReason: text({ enum: CANCEL_REASONS }),
  },
  (table) => [
    index().on(table.cartId, table.placedAt.desc()),
    index().on(table.placedAt.desc(), table.id),
    index("orders_status").on(table.status, table.placedAt.desc(), table.id),
    index("orders_email").on(sql`lower(${table.email})`, table.placedAt.desc()),
    index("orders_unpaid_phone").on(table.phone).where(sql`not online and status in ('pending', 'confirmed')`),
    index("orders_unpaid_placed_from").on(table.placedFrom).where(sql`not online and status in ('pending', 'confirmed')`),
    index("orders_expiring").on(table.expiresAt).where(sql`status = 'pending' and expires_at is not null`),
    index("orders_owed").on(table.confirmedAt).where(sql`due_cents > 0 and status in ('confirmed', 'shipped', 'delivered')`),
    check("orders_reference", sql`${table.reference} ~ '^ORD-[2-9A-HJ-NP-Z]{10}$'`),
    check("orders_currency", sql`${table.currency} = 'EUR'`),
    check("orders_total", sql`${table.totalCents} = ${table.subtotalCents} - ${table.discountCents} + ${table.shippingCents}`),
    check(
      "orders_amounts",
      sql`${table.subtotalCents} >= 0 and ${table.shippingCents} >= 0 and ${table.discountCents} between 0 and ${table.subtotalCents}`,
    ),
    check("orders_cancelled", sql`(${table.status} = 'cancelled') = (${table.cancelledAt} is not null)`),
  ],
);

/** A purchased item, as it was when the order was placed. */
export const orderLines = pgTable(
  "order_lines",
  {
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    position: smallint().notNull(),
    variantId: uuid()
      .references(() => variants.id, { onDelete: "set null" })
      .$type<VariantId>(),
    productId: uuid().$type<ProductId>(),
    productSlug: text().notNull(),
    sku: text().notNull(),
    name: text().notNull(),
    options: jsonb().notNull().$type<readonly { name: string; value: string }[]>(),
    mediaKey: text(),
    returnable: boolean().notNull(),
    quantity: integer().notNull(),
    unitPriceCents: centsColumn().notNull(),
    /** This line's share of the order's discount. */
    discountCents: centsColumn().notNull(),
    /** 2500 is 25 %. */
    vatRateBasisPoints: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.position] }),
    index().on(table.variantId),
    check("order_lines_quantity", sql`${table.quantity} between 1 and 999`),
    check(
      "order_lines_amounts",
      sql`${table.unitPriceCents} >= 0 and ${table.discountCents} between 0 and ${table.unitPriceCents} * ${table.quantity}`,
    ),
  ],
);

/** The timeline that staff and customer read. */
export const orderEvents = pgTable(
  "order_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    kind: text().notNull(),
    /** The data of an event of this kind, as defined in `lib/orders/events.ts`. */
    data: jsonb().notNull().default({}),
    ...actorColumns(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.orderId, table.id), actorCheck("order_events_actor", table)],
);

/** Access to an order without an account: the SHA-256 of a 256-bit token. */
export const orderAccessTokens = pgTable(
  "order_access_tokens",
  {
    tokenHash: bytea().primaryKey(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id)
      .$type<OrderId>(),
    expiresAt: time().notNull(),
  },
  (table) => [index().on(table.orderId), index().on(table.expiresAt)],
);
