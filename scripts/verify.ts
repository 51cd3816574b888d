import { openDatabase } from "@/db/client";
import { env } from "@/lib/core/env";
import { rebuildLists } from "@/lib/operations/rebuild-lists";
import { readDifferences } from "@/lib/operations/verify-books";
import { openLocalShop } from "./local-shop";
import { requireMigrated } from "./require-migrated";
import { beforeEnd, script } from "./shutdown";

// Compares the shop's books with each other and prints what differs. Ends with 1 if anything does. `--rebuild` first derives
// again what is stored only for lists.
await script(async () => {
  await openLocalShop();
  const { client, db } = openDatabase(env().DATABASE_URL, { max: 1 });
  beforeEnd(() => client.end({ timeout: 5 }));
  await requireMigrated(db);
  if (process.argv.includes("--rebuild")) console.log(`Rebuilt what lists show of ${await rebuildLists(db)} orders.`);
  const verified = await readDifferences(db);
  for (const { book, differences, first } of verified) {
    console.log(`${differences === 0 ? "✓" : "✗"} ${book.replaceAll("_", " ")}: ${differences} differences`);
    for (const row of first) console.log(`    ${JSON.stringify(row)}`);
  }
  return verified.every(({ differences }) => differences === 0) ? 0 : 1;
});
