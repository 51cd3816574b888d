import { sql } from "drizzle-orm";
import { bigint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { DEFAULT_LOCALE, type Locale } from "@/lib/core/locales";
import type { Cents } from "@/lib/core/money";

/** Column kinds that every aggregate shares. */
export const id = <Id extends string>() => uuid().primaryKey().default(sql`gen_random_uuid()`).$type<Id>();
export const centsColumn = () => bigint({ mode: "number" }).$type<Cents>();
export const time = () => timestamp({ withTimezone: true, mode: "date" });
/** The language in which somebody placed an order, and is written to. */
export const localeColumn = () => text().notNull().default(DEFAULT_LOCALE).$type<Locale>();
export const createdAt = () => time().notNull().defaultNow();
