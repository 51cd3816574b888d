import { parseArgs } from "node:util";
import { openDatabase } from "@/db/client";
import { readClock } from "@/db/clock";
import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/core/env";
import { UserError } from "@/lib/core/user-error";
import { describeProblem, isLost, type Problem } from "@/lib/imports/problems";
import { type ImportReport, importShopifyFile } from "@/lib/imports/shopify/import-file";
import { UnreadableFile } from "@/lib/imports/shopify/rows";
import { openMediaStore } from "@/lib/media/store";
import { openLocalShop } from "./local-shop";
import { printFailure } from "./print-failure";
import { step } from "./progress";
import { beforeEnd, script } from "./shutdown";

const USAGE = `Usage: npm run import -- FILE [--dry-run] [--stock] [--local-pictures]

  FILE              a Shopify product export (CSV)
  --dry-run         report everything, write nothing
  --stock           also set the stock of existing variants
  --local-pictures  also fetch pictures from addresses on this machine`;

const GROUPS_SHOWN = 50;
const LINES_SHOWN = 10;

const EXIT = { allUsed: 0, someLost: 1, unreadable: 2 } as const;

await script(async () => {
  const args = readArguments();
  if (!args) {
    console.error(USAGE);
    return EXIT.unreadable;
  }
  await openLocalShop();
  await migrateDatabase(env().DATABASE_URL, console.log);
  const { client, db } = openDatabase(env().DATABASE_URL, { max: 5 });
  beforeEnd(() => client.end({ timeout: 5 }));

  try {
    const now = await readClock(db);
    const report = await step(args.options.dryRun ? "Dry run" : "Import", (note) =>
      importShopifyFile(db, openMediaStore(env()), args.file, {
        ...args.options,
        now,
        onProgress: ({ bytes, totalBytes, products }) => note(`${Math.floor((bytes / totalBytes) * 100)}%, ${products} products`),
      }),
    );
    print(report, args.options.dryRun);
    if (!report.stopped) return report.problems.some(isLost) ? EXIT.someLost : EXIT.allUsed;
    printFailure(report.stopped.error);
    console.error(`The import stopped at line ${report.stopped.line}. Start it again afterwards: what is written already is not repeated.`);
    return EXIT.someLost;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
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

/** Why the file can't be read, in words; undefined for any other error. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof UnreadableFile) return error.message;
  if (!(error instanceof Error && "code" in error)) return undefined;
  return { ENOENT: "There is no such file.", EISDIR: "This is a folder.", EACCES: "You have no permission to read it." }[
    String(error.code)
  ];
}

function print({ rows, created, updated, unchanged, leftOut, pictures, problems }: ImportReport, dryRun: boolean): void {
  const lost = problems.filter(isLost);
  printGroups(
    "Used with a change",
    problems.filter((problem) => !isLost(problem)),
  );
  printGroups("Not used", lost);
  console.log(`
  ${dryRun ? "Dry run: nothing was written. The import would result in" : "Imported"}
    ${created} new products, ${updated} changed, ${unchanged} unchanged, ${leftOut} skipped
    ${pictures} pictures, from ${rows} rows
`);
}

/** Prints each distinct problem once, with the lines of the file that have it: a fault is often repeated throughout a file. */
function printGroups(title: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  console.log(`\n  ${title} (${problems.length})`);
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const words = describeProblem(problem);
    groups.set(words, [...(groups.get(words) ?? []), problem]);
  }
  for (const [words, found] of [...groups].slice(0, GROUPS_SHOWN)) {
    const places = found.slice(0, LINES_SHOWN).map(({ line, handle }) => (handle ? `${line} (${handle})` : String(line)));
    const more = found.length > LINES_SHOWN ? ` and ${found.length - LINES_SHOWN} more` : "";
    console.log(`    ${words}\n      ${found.length === 1 ? "line" : "lines"} ${places.join(", ")}${more}`);
  }
  if (groups.size > GROUPS_SHOWN) console.log(`    … and ${groups.size - GROUPS_SHOWN} more`);
}
