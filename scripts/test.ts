import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { z } from "zod";
import { printFailure } from "@/lib/core/user-error";
import { buildIfStale } from "./build";
import { ensureChromium } from "./chromium";
import { beforeEnd, script } from "./shutdown";
import { TEST_BUILD, TEST_SHOP } from "./test-shop-address";

type Count = { passed: number; failed: number };
type Check = { name: string; run: () => Promise<Count> };

const VITEST_REPORT = ".data/vitest.json";
const PLAYWRIGHT_REPORT = ".data/playwright.json";
const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightReport = z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) });

const checks: Check[] = [
  { name: "Lint", run: () => tool("biome", "check", "--error-on-warnings", ".") },
  { name: "Types", run: () => tool("tsc") },
  { name: "Unused code", run: () => tool("knip") },
  { name: "Unit and integration tests", run: unitTests },
  { name: "Production build", run: build },
  { name: "Browser tests", run: browserTests },
];

await script(async () => {
  const results: (Count & { name: string; seconds: number })[] = [];
  for (const { name, run } of checks) {
    console.log(`\n── ${name}`);
    const started = Date.now();
    const count = await run().catch((error: unknown) => {
      printFailure(error);
      return { passed: 0, failed: 1 };
    });
    results.push({ name, ...count, seconds: Math.round((Date.now() - started) / 1000) });
  }
  console.log("");
  for (const { name, passed, failed, seconds } of results) {
    console.log(`${failed === 0 ? "✓" : "✗"} ${name}: ${passed} passed, ${failed} failed, ${seconds} s`);
  }
  const sum = (key: keyof Count) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") === 0 ? 0 : 1;
});

/** A check that passes or fails as a whole. */
async function tool(name: string, ...args: string[]): Promise<Count> {
  return (await exitCode(name, ...args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function unitTests(): Promise<Count> {
  await rm(VITEST_REPORT, { force: true });
  const code = await exitCode("vitest", "run", "--coverage", "--reporter=default", "--reporter=json", `--outputFile.json=${VITEST_REPORT}`);
  const report = vitestReport.parse(await readReport(VITEST_REPORT));
  return honest(code, { passed: report.numPassedTests, failed: report.numFailedTests });
}

async function build(): Promise<Count> {
  process.env.SITE_URL = TEST_SHOP;
  await buildIfStale(TEST_BUILD, console.log);
  return { passed: 1, failed: 0 };
}

async function browserTests(): Promise<Count> {
  ensureChromium();
  await rm(PLAYWRIGHT_REPORT, { force: true });
  const code = await exitCode("playwright", "test");
  const { stats } = playwrightReport.parse(await readReport(PLAYWRIGHT_REPORT));
  return honest(code, { passed: stats.expected, failed: stats.unexpected + stats.flaky });
}

/** A run that failed without a failed test, by a broken file or a crash, counts as one failure. */
function honest(code: number, count: Count): Count {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

async function readReport(file: string): Promise<unknown> {
  if (!existsSync(file)) throw new Error("The run ended without a report.");
  return JSON.parse(await readFile(file, "utf8"));
}

async function exitCode(name: string, ...args: string[]): Promise<number> {
  const child = spawn(`node_modules/.bin/${name}`, args, { stdio: "inherit", detached: true });
  beforeEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
  });
  await once(child, "exit");
  return child.exitCode ?? 1;
}
