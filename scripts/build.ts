import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { runNode } from "./child";

export const NEXT = "node_modules/next/dist/bin/next";

const SOURCES = ["app", "components", "lib", "db", "emails", "messages", "public"];
const CONFIGURATION = [
  "scripts/bundle-commands.mjs",
  "next.config.ts",
  "cache-handler.cjs",
  "security-headers.ts",
  "secure-paths.ts",
  "proxy.ts",
  "instrumentation.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** Makes the production build in `distDir`, unless the one there was made from the same sources. Needs no database. */
export async function buildIfStale(distDir: string, note: (text: string) => void): Promise<void> {
  const mark = path.join(distDir, "made-of");
  const hash = await hashOfSources();
  if (existsSync(mark) && (await readFile(mark, "utf8")) === hash) return note("up to date");
  await mkdir(".data", { recursive: true });
  // Without a database address: a build that queries a database would fail where there is none.
  const options = { log: ".data/build.log", env: { NODE_ENV: "production", NEXT_DIST_DIR: distDir, DATABASE_URL: "" } };
  await runNode(["scripts/bundle-commands.mjs"], options);
  await runNode([NEXT, "build"], options);
  await writeFile(mark, hash);
}

/** Hashes everything that a build reads: sources, configuration, locked packages, and the site's address in pages. */
async function hashOfSources(): Promise<string> {
  const files = [...SOURCES.flatMap((folder) => filesIn(folder)), ...CONFIGURATION.filter((file) => existsSync(file))];
  const hash = createHash("sha256").update(process.env.SITE_URL ?? "");
  for (const file of files.toSorted()) hash.update(file).update(await readFile(file));
  return hash.digest("hex");
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => !name.includes(".test."))
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}
