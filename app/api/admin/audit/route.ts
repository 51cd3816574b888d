import { z } from "zod";
import { type CsvRow, csvResponse } from "@/app/_server/csv";
import { database } from "@/app/_server/database";
import { staffRoute } from "@/app/_server/staff-action";
import { auditFilterSchema } from "@/lib/audit/input";
import { type AuditRow, readAudit } from "@/lib/audit/queries";

const COLUMNS = ["time", "person", "email", "from", "action", "thing", "id", "name", "before", "after", "erased", "position", "hash"];

/** The audit log as it is filtered, as CSV. The export itself is in the log from then on, with its filters. */
export const GET = staffRoute("audit:export", z.object({ query: auditFilterSchema }), {
  respond: async ({ query }, { audited, now }) => {
    let exported: unknown;
    const db = audited("audit.exported", { kind: "audit", id: "log" }, async () => exported);
    await db.transaction(async () => {
      exported = { filter: query };
    });
    return csvResponse(`audit-log-${now.toISOString().slice(0, 10)}`, COLUMNS, rowsOf(readAudit(database(), query)));
  },
});

async function* rowsOf(batches: AsyncGenerator<AuditRow[]>): AsyncGenerator<CsvRow[]> {
  for await (const batch of batches) yield batch.map(toCells);
}

function toCells({ at, person, from, what, subject, before, after, isErased, position, chainHash }: AuditRow): CsvRow {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const who = person ? [person.name, person.email] : ["Command line", null];
  const values = [json(before), json(after), isErased ? "yes" : null];
  return [at.toISOString(), ...who, from, what, subject.kind, subject.id, subject.name, ...values, position, chainHash];
}
