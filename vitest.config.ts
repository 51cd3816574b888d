import path from "node:path";
import { defineConfig } from "vitest/config";

const PROOFS = process.env.PROOFS === "1";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    // Proofs take minutes; `npm run test:proofs` runs them, along with the full versions of the tests in tests/.
    include: PROOFS ? ["**/*.proof.test.ts", "tests/**/*.test.ts"] : ["**/*.test.ts"],
    exclude: ["**/node_modules/**", ".next*/**", ".data/**", "e2e/**", ...(PROOFS ? [] : ["**/*.proof.test.ts"])],
    globalSetup: ["scripts/test-databases.ts"],
    pool: "forks",
    // Bundles that tests make and import are run as they are.
    server: { deps: { external: [/\/\.data\/workers\//] } },
    env: {
      SITE_URL: "http://localhost:3000",
      APP_SECRET: "only-for-tests-on-loopback",
      CRON_SECRET: "scheduler-of-tests-on-loopback",
      // Tests open their own databases, so any use of the server's fails.
      DATABASE_URL: "postgres://none@127.0.0.1:1/none",
      LOG_LEVEL: "silent",
    },
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
