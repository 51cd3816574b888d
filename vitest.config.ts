import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: ["**/node_modules/**", ".next/**", ".data/**", "e2e/**"],
    globalSetup: ["scripts/test-databases.ts"],
    pool: "forks",
    env: {
      SITE_URL: "http://localhost:3000",
      CRON_SECRET: "only-for-tests-on-loopback",
      // Tests open their own databases; whoever reaches for the server's fails.
      DATABASE_URL: "postgres://none@127.0.0.1:1/none",
      LOG_LEVEL: "silent",
    },
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: "v8",
      reporter: ["text-summary", "json-summary"],
      include: ["{app,components,db,lib}/**/*.{ts,tsx}"],
      exclude: ["**/*.test.*", "db/testing.ts"],
    },
  },
});
