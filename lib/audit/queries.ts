import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "@/db/client";
import { auditLog, auditValues } from "@/db/schema/audit";
import { orders } from "@/db/schema/orders";
import { staff } from "@/db/schema/staff";
import { TIME_ZONE } from "@/lib/core/format";
import type { StaffId } from "@/lib/core/ids";
import { SUBJECT_KINDS } from "./actions";
import type { AuditFilter, AuditPlace } from "./input";

export type AuditRow = {
  id: number;
  at: Date;
  /** Null if it was done at the server's command line. */
  person: { id: StaffId; name: string; email: string } | null;
  from: string;
  /** The code of the action, which may be from an earlier version of the shop. */
  what: string;
  /** `name`: the reference of an order, the name of a member of staff; the id or code of anything else. */
  subject: { kind: string; id: string; name: string };
  before: unknown;
  after: unknown;
  /** It changed something that was recorded, and the values are erased. */
  isErased: boolean;
  /** Null until it is in the chain, a minute at most. */
  position: number | null;
  /** In hexadecimal. */
  chainHash: string | null;
};

export type AuditPage = { rows: AuditRow[]; newer: AuditPlace | undefined; older: AuditPlace | undefined };

const PAGE_ROWS = 50;
const BATCH_ROWS = 500;
/** The most rows that one export has. */
export const MAX_EXPORTED_ROWS = 50_000;

/** A page of the log, the newest first, which begins at a place: a row's key, so that it costs the same however far back it is. */
export async function listAudit(db: Executor, filter: AuditFilter, { before, after }: Places): Promise<AuditPage> {
  const found = await selectAudit(db, filter, { before, after: before ? undefined : after }, PAGE_ROWS + 1);
  const isBackwards = before === undefined && after !== undefined;
  const hasMore = found.length > PAGE_ROWS;
  const rows = isBackwards ? found.slice(0, PAGE_ROWS).toReversed() : found.slice(0, PAGE_ROWS);
  const [first, last] = [rows[0], rows.at(-1)];
  const hasNewer = isBackwards ? hasMore : before !== undefined;
  const hasOlder = isBackwards || hasMore;
  return { rows, newer: hasNewer && first ? placeOf(first) : undefined, older: hasOlder && last ? placeOf(last) : undefined };
}

/** All rows of an export, in batches, the newest first. */
export async function* readAudit(db: Executor, filter: AuditFilter): AsyncGenerator<AuditRow[]> {
  let before: AuditPlace | undefined;
  for (let count = 0; count < MAX_EXPORTED_ROWS; count += BATCH_ROWS) {
    const rows = await selectAudit(db, filter, { before }, BATCH_ROWS);
    const last = rows.at(-1);
    if (last) yield rows;
    if (!last || rows.length < BATCH_ROWS) return;
    before = placeOf(last);
  }
}

const placeOf = ({ at, id }: AuditRow): AuditPlace => ({ at: at.getTime(), id });

type Places = { before?: AuditPlace | undefined; after?: AuditPlace | undefined };

async function selectAudit(db: Executor, filter: AuditFilter, places: Places, limit: number): Promise<AuditRow[]> {
  const rows = await auditQuery(db, filter, places, limit);
  return rows.map(({ entry, person, reference, subjectName, values }) => ({
    id: entry.id,
    at: entry.at,
    person,
    from: entry.from,
    what: entry.what,
    subject: { kind: entry.subjectKind, id: entry.subjectId, name: reference ?? subjectName ?? entry.subjectId },
    before: values?.before ?? null,
    after: values?.after ?? null,
    isErased: entry.valuesDigest !== null && values === null,
    position: entry.position,
    chainHash: entry.chainHash?.toString("hex") ?? null,
  }));
}

/** A member of staff to whom something was done. */
const subject = alias(staff, "subject");

const UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
const subjectUuid = (kind: string) =>
  sql`case when ${auditLog.subjectKind} = ${kind} and ${auditLog.subjectId} ~ ${UUID} then ${auditLog.subjectId}::uuid end`;

/** The rows beyond a place, the nearest first, as one statement. */
export function auditQuery(db: Executor, filter: AuditFilter, { before, after }: Places, limit: number) {
  const order = after ? asc : desc;
  return db
    .select({
      entry: auditLog,
      person: { id: staff.id, name: staff.name, email: staff.email },
      reference: orders.reference,
      subjectName: subject.name,
      values: { auditId: auditValues.auditId, before: auditValues.before, after: auditValues.after },
    })
    .from(auditLog)
    .leftJoin(staff, eq(staff.id, auditLog.staffId))
    .leftJoin(orders, eq(orders.id, subjectUuid("order")))
    .leftJoin(subject, eq(subject.id, subjectUuid("staff")))
    .leftJoin(auditValues, eq(auditValues.auditId, auditLog.id))
    .where(and(...conditionsOf(filter), before && beyond("<", before), after && beyond(">", after)))
    .orderBy(order(auditLog.at), order(auditLog.id))
    .limit(limit);
}

function conditionsOf({ person, what, thing, from, to }: AuditFilter): (SQL | undefined)[] {
  return [
    person === "system" ? isNull(auditLog.staffId) : person === undefined ? undefined : sql`${auditLog.staffId} = ${person}::uuid`,
    what === undefined ? undefined : eq(auditLog.what, what),
    thing === undefined ? undefined : isAbout(thing),
    from === undefined ? undefined : sql`${auditLog.at} >= ${startOf(sql`${from}::date`)}`,
    to === undefined ? undefined : sql`${auditLog.at} < ${startOf(sql`${to}::date + 1`)}`,
  ];
}

/** The kinds lead the index. */
function isAbout(thing: string): SQL | undefined {
  const ids = sql`array(
    select ${thing}::text union all select id::text from ${orders} where reference = upper(${thing})
    union all select id::text from ${staff} where email = lower(${thing}))`;
  return and(inArray(auditLog.subjectKind, [...SUBJECT_KINDS]), sql`${auditLog.subjectId} = any(${ids})`);
}

const startOf = (day: SQL) => sql`(${day})::timestamp at time zone ${TIME_ZONE}`;

const beyond = (side: "<" | ">", { at, id }: AuditPlace) =>
  sql`(${auditLog.at}, ${auditLog.id}) ${sql.raw(side)} (${new Date(at).toISOString()}::timestamptz, ${id}::bigint)`;
