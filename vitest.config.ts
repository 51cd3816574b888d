import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: ["**/node_modules/**", ".next/**", ".data/**", "e2e/**"],
    globalSetup: ["scripts/test-databases.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: "v8",
      reporter: ["text-summary", "json-summary"],
      include: ["app/**", "components/**", "db/**", "lib/**"],
      exclude: ["**/*.test.*", "db/seed/**", "db/testing.ts"],
    },
  },
});
