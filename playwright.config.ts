import { defineConfig } from "@playwright/test";
import { chromiumLaunch } from "./scripts/chromium";
import { TEST_SHOP } from "./scripts/test-shop-address";

/** They look at the server, not at pages: once is enough. */
const SERVER_SPECS = /(bad-input|import|limits|provider-down|scheduler|processes|statements|tracking-time)\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  outputDir: ".data/test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // The longest journeys take a good part of a minute where the machine is busy.
  timeout: 150_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: ".data/playwright.json" }]],
  use: {
    baseURL: TEST_SHOP,
    launchOptions: chromiumLaunch(),
    contextOptions: { reducedMotion: "reduce" },
    locale: "en-IE",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "phone", use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, testIgnore: SERVER_SPECS },
    { name: "desktop", use: { viewport: { width: 1280, height: 900 } } },
  ],
  webServer: {
    command: "exec node scripts/run.mjs test-shop",
    url: TEST_SHOP,
    timeout: 300_000,
    // While writing tests: `npm run test:shop` in another terminal, and no run waits for the shop.
    reuseExistingServer: !process.env.CI,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});
