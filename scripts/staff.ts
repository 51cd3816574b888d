import { parseArgs } from "node:util";
import { z } from "zod";
import { type Db, openDatabase } from "@/db/client";
import { readClock } from "@/db/clock";
import { ROLES } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import type { AuditAction } from "@/lib/audit/actions";
import { auditedDb } from "@/lib/audit/audited";
import { writeAudit } from "@/lib/audit/write-audit";
import { readableCode } from "@/lib/auth/readable-code";
import { hasFactor } from "@/lib/auth/second-factor";
import {
  addStaff,
  disableStaff,
  endSessionsOf,
  findStaff,
  listStaff,
  replacePassword,
  resetFactor,
  snapshotOf,
} from "@/lib/auth/staff-accounts";
import { env } from "@/lib/core/env";
import { formatDate } from "@/lib/core/format";
import type { StaffId } from "@/lib/core/ids";
import { UserError } from "@/lib/core/user-error";
import { openLocalShop } from "./local-shop";
import { requireMigrated } from "./require-migrated";
import { beforeEnd, script } from "./shutdown";

const USAGE = `Usage: npm run staff -- add EMAIL --role ROLE [--name NAME]
       npm run staff -- list
       npm run staff -- new-password EMAIL
       npm run staff -- reset-factor EMAIL
       npm run staff -- end-sessions EMAIL
       npm run staff -- disable EMAIL
Roles: ${ROLES.join(", ")}`;

const BY = "command line";

/** 119 bits. */
const PASSWORD_LENGTH = 24;

const ERRORS = {
  unknown: "Nobody has this email.",
  not_held: "Nobody can grant rights that they don't have.",
  last_owner: "This is the last owner: make somebody else an owner first.",
} as const;

// Adds and manages the accounts of staff, from the server that runs the shop.
await script(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { role: { type: "string" }, name: { type: "string" } } });
  const given = z.tuple([z.string()], z.string()).safeParse(positionals);
  if (!given.success) throw new UserError(USAGE);
  await openLocalShop();
  const { client, db } = openDatabase(env().DATABASE_URL, { max: 1 });
  beforeEnd(() => client.end({ timeout: 5 }));
  await requireMigrated(db);
  const [command, email = ""] = given.data;
  switch (command) {
    case "add":
      console.log(await add(db, email, values));
      return 0;
    case "list":
      console.log(await describeStaff(db));
      return 0;
    case "new-password": {
      const id = await idOf(db, email);
      const password = readableCode(PASSWORD_LENGTH);
      const replaced = await replacePassword(await audited(db, "staff.password_changed", id), id, password, BY, await readClock(db));
      return say(replaced, `The sessions are ended.\nPassword, shown only now: ${password}`);
    }
    case "reset-factor": {
      const id = await idOf(db, email);
      const reset = await resetFactor(await audited(db, "staff.factor_reset", id), id, BY);
      return say(reset, "The second factor is removed, and the sessions are ended.");
    }
    case "end-sessions": {
      const id = await idOf(db, email);
      const ended = await endSessionsOf(await audited(db, "staff.sessions_ended", id), id, BY);
      return say(ended, ended.ok ? describeEnded(ended.value) : "");
    }
    case "disable": {
      const id = await idOf(db, email);
      const disabled = await disableStaff(await audited(db, "staff.disabled", id), id, BY, await readClock(db));
      return say(disabled, "The account is disabled.");
    }
    default:
      throw new UserError(USAGE);
  }
});

/** The database for one change, of which the audit log then has a row. */
async function audited(db: Db, what: AuditAction, id: StaffId): Promise<Db> {
  return auditedDb(db, { what, subject: { kind: "staff", id }, staffId: null, from: "", now: await readClock(db) }, snapshotOf(id));
}

function describeEnded(count: number): string {
  return count === 1 ? "1 session is ended." : `${count} sessions are ended.`;
}

async function add(db: Db, email: string, { role, name }: { role?: string; name?: string }): Promise<string> {
  const account = z
    .object({ email: z.email().max(254), role: z.enum(ROLES), name: z.string().trim().min(1).max(100) })
    .safeParse({ email, role, name: name ?? email.split("@")[0] });
  if (!account.success) throw new UserError(USAGE);
  const password = readableCode(PASSWORD_LENGTH);
  const now = await readClock(db);
  const added = await transact(db, async (tx) => {
    const outcome = await addStaff(tx, { ...account.data, password }, BY, now);
    if (!outcome.ok) return outcome;
    const entry = { what: "staff.added", subject: { kind: "staff", id: outcome.value }, staffId: null, from: "", now } as const;
    await writeAudit(tx, entry, { after: account.data });
    return outcome;
  });
  if (!added.ok) throw new UserError("Somebody has this email already: npm run staff -- list shows everybody.");
  return `${account.data.email} is added as ${account.data.role}.\nPassword, shown only now: ${password}`;
}

async function describeStaff(db: Db): Promise<string> {
  const lines = (await listStaff(db)).map(({ email, name, role, factors, createdAt, disabledAt }) =>
    [
      email,
      name,
      role,
      hasFactor(factors) ? "second factor" : "no second factor",
      disabledAt ? `disabled on ${formatDate(disabledAt, "en")}` : `since ${formatDate(createdAt, "en")}`,
    ].join(" · "),
  );
  return lines.length > 0 ? lines.join("\n") : "There is nobody yet: npm run staff -- add EMAIL --role owner";
}

async function idOf(db: Db, email: string): Promise<StaffId> {
  const member = await findStaff(db, email);
  if (!member) throw new UserError(ERRORS.unknown);
  return member.id;
}

function say(outcome: { ok: true } | { ok: false; error: keyof typeof ERRORS }, done: string): number {
  if (!outcome.ok) throw new UserError(ERRORS[outcome.error]);
  console.log(done);
  return 0;
}
