import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** Files that may read the process's clock, and why. */
const ALLOWED: Record<string, string> = {
  "app/_server/cache-invalidation.ts": "only hours matter to it",
  "app/api/health/route.ts": "it also answers while the database is down",
  "lib/auth/rate-limits.ts": "the library that counts uses it too",
  "scripts/seed.ts": "the demo's only server",
};

test("requests, jobs and rules use the database's clock, not the server's", () => {
  const files = ["app", "components", "db", "emails", "lib", "scripts"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.posix.join(folder, file)),
  );
  const readers = files.filter(
    (file) => /\.tsx?$/.test(file) && !file.includes(".test.") && /\bnew Date\(\)|\bDate\.now\(\)/.test(readFileSync(file, "utf8")),
  );
  // These measure durations.
  const durations = ["db/pool.ts", "scripts/progress.ts", "scripts/serve.ts", "scripts/test.ts"];
  expect(readers.filter((file) => !durations.includes(file)).toSorted()).toEqual(Object.keys(ALLOWED));
});
