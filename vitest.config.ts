import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "vitest/config";

const PROOFS = process.env.PROOFS === "1";

const FOLDERS = ["app", "components", "db", "demo", "emails", "lib", "messages", "sandbox", "scripts", "tests"];
/** Proofs take minutes; `npm run test:proofs` runs them, along with the full versions of the tests in tests/. */
const isWanted = (file: string) =>
  PROOFS ? /\.proof\.test\.ts$|^tests\/.*\.test\.ts$/.test(file) : file.endsWith(".test.ts") && !file.endsWith(".proof.test.ts");
const files = ["proxy.test.ts", ...FOLDERS.flatMap((folder) => listFiles(folder))].filter(isWanted);

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.posix.join(folder, file));
}

/** A test that changes its environment, clock or modules needs a process of its own. The others share theirs, and load the shop once. */
const changesProcess = (file: string) => /process\.env|\bvi\./.test(readFileSync(file, "utf8"));

const shared = {
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    pool: "forks" as const,
    // Bundles that tests make and import run as they are.
    server: { deps: { external: [/\/\.data\/workers\//] } },
    env: {
      SITE_URL: "http://localhost:3000",
      APP_SECRET: "only-for-tests-on-loopback",
      CRON_SECRET: "scheduler-of-tests-on-loopback",
      // Tests open their own databases, so any use of the server's fails.
      DATABASE_URL: "postgres://none@127.0.0.1:1/none",
      LOG_LEVEL: "silent",
    },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
};
const project = (name: string, include: string[], isolate: boolean) => ({ ...shared, test: { ...shared.test, name, include, isolate } });

export default defineConfig({
  resolve: shared.resolve,
  test: {
    globalSetup: ["scripts/test-databases.ts"],
    maxWorkers: 2,
    projects: [
      project(
        "shared process",
        files.filter((file) => !changesProcess(file)),
        false,
      ),
      project("own process", files.filter(changesProcess), true),
    ],
  },
});
