import { parseArgs } from "node:util";
import { z } from "zod";
import { openDatabase } from "@/db/client";
import { hasAuditHead } from "@/lib/audit/verify-audit";
import { env } from "@/lib/core/env";
import { UserError } from "@/lib/core/user-error";
import { rebuildLists } from "@/lib/operations/rebuild-lists";
import { readDifferences } from "@/lib/operations/verify-books";
import { openLocalShop } from "./local-shop";
import { requireMigrated } from "./require-migrated";
import { beforeEnd, script } from "./shutdown";

/** As the daily email to owners shows it. */
const headSchema = z
  .string()
  .regex(/^\d{1,15}:[0-9a-f]{64}$/)
  .transform((text) => ({ position: Number(text.slice(0, -65)), hash: text.slice(-64) }));

// Compares the shop's books with each other and prints what differs. Ends with 1 if anything does. `--rebuild` first derives
// again what is stored only for lists; `--audit-head POSITION:HASH` also compares the audit log with an email about it.
await script(async () => {
  const { values } = parseArgs({ options: { rebuild: { type: "boolean" }, "audit-head": { type: "string" } } });
  const head = headSchema.optional().safeParse(values["audit-head"]);
  if (!head.success) throw new UserError("--audit-head takes a position and a hash, as in the daily email about the audit log.");
  await openLocalShop();
  const { client, db } = openDatabase(env().DATABASE_URL, { max: 1 });
  beforeEnd(() => client.end({ timeout: 5 }));
  await requireMigrated(db);
  if (values.rebuild) console.log(`Rebuilt what lists show of ${await rebuildLists(db)} orders.`);
  const verified = await readDifferences(db);
  for (const { book, differences, first } of verified) {
    console.log(`${differences === 0 ? "✓" : "✗"} ${book.replaceAll("_", " ")}: ${differences} differences`);
    for (const row of first) console.log(`    ${JSON.stringify(row)}`);
  }
  const hasHead = !head.data || (await hasAuditHead(db, head.data));
  if (head.data)
    console.log(hasHead ? "✓ audit log: as in the email" : "✗ audit log: its rows up to this position are not those of the email");
  return hasHead && verified.every(({ differences }) => differences === 0) ? 0 : 1;
});
