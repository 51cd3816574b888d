import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { openDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/core/env";
import { UserError } from "@/lib/core/user-error";
import { describeProblem, isLost } from "@/lib/imports/problems";
import { type ImportReport, importShopifyFile } from "@/lib/imports/shopify/import-file";
import { UnreadableFile } from "@/lib/imports/shopify/rows";
import { openMediaStore } from "@/lib/media/store";
import { openLocalShop } from "./local-shop";
import { beforeEnd, script } from "./shutdown";

const USAGE = `Usage: npm run import -- FILE [--dry-run] [--stock] [--local-pictures]

  FILE              a product export of Shopify (CSV)
  --dry-run         report everything, write nothing
  --stock           set the stock of variants that the shop has already, too
  --local-pictures  fetch pictures from addresses of this machine, too`;

const NOTES_SHOWN = 50;

const EXIT = { allUsed: 0, someLost: 1, unreadable: 2 } as const;

await script(async () => {
  const args = readArguments();
  if (!args) {
    console.error(USAGE);
    return EXIT.unreadable;
  }
  await openLocalShop();
  await migrateDatabase(env().DATABASE_URL);
  const { client, db } = openDatabase(env().DATABASE_URL, { max: 5 });
  beforeEnd(() => client.end({ timeout: 5 }));

  const bar = new SingleBar({ format: "  {bar} {percentage} % · {products} products · {duration_formatted}", hideCursor: true });
  beforeEnd(async () => bar.stop());
  try {
    const report = await importShopifyFile(db, openMediaStore(env()), args.file, {
      ...args.options,
      now: new Date(),
      onProgress: ({ bytes, totalBytes, products }) =>
        bar.isActive ? bar.update(bytes, { products }) : bar.start(totalBytes, bytes, { products }),
    });
    bar.stop();
    print(report, args.options.dryRun);
    return report.problems.some(isLost) ? EXIT.someLost : EXIT.allUsed;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    bar.stop();
    console.error(`\n  ${args.file}: ${reason}\n`);
    return EXIT.unreadable;
  }
});

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { "dry-run": { type: "boolean" }, stock: { type: "boolean" }, "local-pictures": { type: "boolean" } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return undefined;
    const { "dry-run": dryRun = false, stock: setStock = false, "local-pictures": allowLoopback = false } = values;
    return { file, options: { dryRun, setStock, allowLoopback } };
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Why the file can't be read, in words; undefined where that was not the failure. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof UnreadableFile) return error.message;
  if (!(error instanceof Error && "code" in error)) return undefined;
  return { ENOENT: "There is no such file.", EISDIR: "This is a folder.", EACCES: "You have no right to read it." }[String(error.code)];
}

function print({ rows, created, updated, unchanged, leftOut, pictures, problems }: ImportReport, dryRun: boolean): void {
  const lost = problems.filter(isLost);
  const notes = problems.filter((problem) => !isLost(problem));
  console.log(`
  ${dryRun ? "A trial: nothing was written. It would have been" : "Done"}: ${rows} rows
    ${created} products new, ${updated} changed, ${unchanged} as before, ${leftOut} left out
    ${pictures} pictures`);
  if (notes.length > 0) {
    console.log(`\n  Used, but not as it stands (${notes.length}):`);
    for (const note of notes.slice(0, NOTES_SHOWN)) console.log(`    ${describeProblem(note)}`);
    if (notes.length > NOTES_SHOWN) console.log(`    … and ${notes.length - NOTES_SHOWN} more`);
  }
  if (lost.length > 0) {
    console.log(`\n  Not used (${lost.length}):`);
    for (const problem of lost) console.log(`    ${describeProblem(problem)}`);
  }
  console.log("");
}
