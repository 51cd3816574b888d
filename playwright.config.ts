import { defineConfig } from "@playwright/test";
import { DESKTOP, PHONE } from "./e2e/screens";
import { chromiumLaunch } from "./scripts/chromium";
import { TEST_SHOP } from "./scripts/test-shop-address";

/** Slow specs of behaviour that rarely changes: PROOFS=1 runs them instead of the others. */
const PROOFS = "**/*.proof.spec.ts";
const proofs = process.env.PROOFS === "1";

export default defineConfig({
  testDir: "e2e",
  ...(proofs ? { testMatch: PROOFS } : { testIgnore: PROOFS }),
  outputDir: ".data/test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // The longest journeys take most of a minute on a busy machine.
  timeout: 150_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: ".data/playwright.json" }]],
  use: {
    baseURL: TEST_SHOP,
    launchOptions: chromiumLaunch(),
    contextOptions: { reducedMotion: "reduce" },
    locale: "en-IE",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "desktop", use: DESKTOP },
    // Tests of behaviour that may differ on a narrow screen: the layout and collapsed parts.
    { name: "phone", use: PHONE, grep: /@phone/ },
  ],
  webServer: {
    command: "exec node scripts/run.mjs test-shop",
    url: TEST_SHOP,
    timeout: 300_000,
    // While writing tests, `npm run test:shop` in another terminal saves each run the start of the shop.
    reuseExistingServer: !process.env.CI,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});
