import { sql } from "drizzle-orm";
import { type AnyPgColumn, bigint, check, customType, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { ACTOR_KINDS } from "@/lib/core/actor";
import type { CustomerId, StaffId } from "@/lib/core/ids";
import { DEFAULT_LOCALE, type Locale } from "@/lib/core/locales";
import type { Cents } from "@/lib/core/money";

/** Column types shared by all aggregates. */
export const id = <Id extends string>() => uuid().primaryKey().default(sql`gen_random_uuid()`).$type<Id>();
export const centsColumn = () => bigint({ mode: "number" }).$type<Cents>();
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
export const time = () => timestamp({ withTimezone: true, mode: "date" });
/** The language in which an order was placed, and of its emails. */
export const localeColumn = () => text().notNull().default(DEFAULT_LOCALE).$type<Locale>();
export const createdAt = () => time().notNull().defaultNow();

/** The actor. No foreign key: the record outlives the account. */
export const actorColumns = () => ({
  actorKind: text({ enum: ACTOR_KINDS }).notNull(),
  actorId: uuid().$type<CustomerId | StaffId>(),
  /** The actor's text from before staff had accounts, where it says more than the kind; null since then. */
  actorName: text(),
});

type ActorTable = Record<"actorKind" | "actorId" | "actorName", AnyPgColumn>;

/** The system has no id; staff have one, or a name from before they had accounts. */
export const actorCheck = (name: string, { actorKind, actorId, actorName }: ActorTable) =>
  check(
    name,
    sql`case ${actorKind} when 'system' then ${actorId} is null when 'customer' then true when 'staff' then coalesce(${actorId}::text, ${actorName}) is not null else false end`,
  );
