import { sql } from "drizzle-orm";
import { bigint, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Cents } from "@/lib/core/money";

/** Column kinds that every aggregate shares. */
export const id = <Id extends string>() => uuid().primaryKey().default(sql`gen_random_uuid()`).$type<Id>();
export const centsColumn = () => bigint({ mode: "number" }).$type<Cents>();
export const time = () => timestamp({ withTimezone: true, mode: "date" });
export const createdAt = () => time().notNull().defaultNow();
