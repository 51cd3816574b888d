import { parseArgs } from "node:util";
import { z } from "zod";
import { type Db, openDatabase } from "@/db/client";
import { readClock } from "@/db/clock";
import { ROLES } from "@/db/schema/staff";
import { readableCode } from "@/lib/auth/readable-code";
import { addStaff, disableStaff, findStaff, listStaff, resetFactor } from "@/lib/auth/staff-accounts";
import { endSessions } from "@/lib/auth/staff-sessions";
import { env } from "@/lib/core/env";
import { formatDate } from "@/lib/core/format";
import { UserError } from "@/lib/core/user-error";
import { openLocalShop } from "./local-shop";
import { requireMigrated } from "./require-migrated";
import { beforeEnd, script } from "./shutdown";

const USAGE = `Usage: npm run staff -- add EMAIL --role ROLE [--name NAME]
       npm run staff -- list
       npm run staff -- reset-factor EMAIL
       npm run staff -- end-sessions EMAIL
       npm run staff -- disable EMAIL
Roles: ${ROLES.join(", ")}`;

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
    case "reset-factor":
      return await say(
        await resetFactor(db, await idOf(db, email), "command line"),
        "The second factor is removed, and the sessions are ended.",
      );
    case "end-sessions":
      console.log(describeEnded(await endSessions(db, await idOf(db, email))));
      return 0;
    case "disable":
      return await say(await disableStaff(db, await idOf(db, email), "command line", await readClock(db)), "The account is disabled.");
    default:
      throw new UserError(USAGE);
  }
});

function describeEnded(count: number): string {
  return count === 1 ? "1 session is ended." : `${count} sessions are ended.`;
}

async function add(db: Db, email: string, { role, name }: { role?: string; name?: string }): Promise<string> {
  const account = z
    .object({ email: z.email().max(254), role: z.enum(ROLES), name: z.string().trim().min(1).max(100) })
    .safeParse({ email, role, name: name ?? email.split("@")[0] });
  if (!account.success) throw new UserError(USAGE);
  const password = readableCode(PASSWORD_LENGTH);
  const added = await addStaff(db, { ...account.data, password }, "command line", await readClock(db));
  if (!added.ok) throw new UserError("Somebody has this email already: npm run staff -- list shows everybody.");
  return `${account.data.email} is added as ${account.data.role}.\nPassword, shown only now: ${password}`;
}

async function describeStaff(db: Db): Promise<string> {
  const lines = (await listStaff(db)).map(({ email, name, role, authenticator, createdAt, disabledAt }) =>
    [
      email,
      name,
      role,
      authenticator ? "second factor" : "no second factor",
      disabledAt ? `disabled on ${formatDate(disabledAt, "en")}` : `since ${formatDate(createdAt, "en")}`,
    ].join(" · "),
  );
  return lines.length > 0 ? lines.join("\n") : "There is nobody yet: npm run staff -- add EMAIL --role owner";
}

async function idOf(db: Db, email: string) {
  const member = await findStaff(db, email);
  if (!member) throw new UserError(ERRORS.unknown);
  return member.id;
}

async function say(outcome: { ok: true } | { ok: false; error: keyof typeof ERRORS }, done: string): Promise<number> {
  if (!outcome.ok) throw new UserError(ERRORS[outcome.error]);
  console.log(done);
  return 0;
}
