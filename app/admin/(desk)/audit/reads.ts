import { staffRead } from "@/app/_server/staff";
import { auditFilterSchema, auditPageSchema } from "@/lib/audit/input";
import { listAudit, MAX_EXPORTED_ROWS } from "@/lib/audit/queries";
import { listStaff } from "@/lib/auth/staff-accounts";
import { sessionMay } from "@/lib/auth/staff-sessions";

/** A page of the log by the filters of its address, and the people to choose from. */
export const readAuditPage = staffRead(
  "audit:read",
  async ({ db, session }, query: Readonly<Record<string, string | string[] | undefined>>) => {
    const page = auditPageSchema.parse(query);
    const [found, people] = await Promise.all([listAudit(db, page, page), listStaff(db)]);
    return {
      ...found,
      filter: auditFilterSchema.parse(query),
      people: people.map(({ id, name, email }) => ({ id, name, email })),
      /** The most entries of an export; null without the right to one. */
      exported: sessionMay(session, "audit:export") ? MAX_EXPORTED_ROWS : null,
    };
  },
);
