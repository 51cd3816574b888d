import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { z } from "zod";
import { runTool } from "./child";

/** A test that was run, by either of the two runners. */
type Ran = { file: string; title: string; seconds: number; failed: boolean };
/** `complete` is false if a run broke off without a failed test, because of a broken file or a crash. */
export type Run = { tests: readonly Ran[]; complete: boolean };

const VITEST_REPORT = ".data/vitest.json";
const PLAYWRIGHT_REPORT = ".data/playwright.json";

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), title: z.string(), duration: z.number().nullish() })),
    }),
  ),
});

type Suite = { specs: z.output<typeof specSchema>[]; suites?: Suite[] };
const specSchema = z.object({
  ok: z.boolean(),
  title: z.string(),
  file: z.string(),
  tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ duration: z.number() })) })),
});
const suiteSchema: z.ZodType<Suite> = z.lazy(() => z.object({ specs: z.array(specSchema), suites: z.array(suiteSchema).optional() }));
const playwrightReport = z.object({ suites: z.array(suiteSchema) });

/** Runs Vitest with these arguments, in the terminal. */
export async function runVitest(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  await rm(VITEST_REPORT, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${VITEST_REPORT}`];
  const code = await runTool("vitest", ["run", ...reporters, ...args], env);
  const { testResults } = vitestReport.parse(await readReport(VITEST_REPORT));
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "passed" || status === "failed")
      .map(({ status, title, duration }) => ({
        file: name.replace(`${process.cwd()}/`, ""),
        title,
        seconds: (duration ?? 0) / 1000,
        failed: status === "failed",
      })),
  );
  return { tests, complete: code === 0 || tests.some(({ failed }) => failed) };
}

/** Runs Playwright with these arguments, in the terminal. A test that passed only on retry counts as failed. */
export async function runPlaywright(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  await rm(PLAYWRIGHT_REPORT, { force: true });
  const code = await runTool("playwright", ["test", ...args], env);
  const { suites } = playwrightReport.parse(await readReport(PLAYWRIGHT_REPORT));
  const tests = suites.flatMap(specsOf).flatMap(({ file, title, tests: runs }) =>
    runs
      .filter(({ status }) => status !== "skipped")
      .map(({ status, results }) => ({
        file: `e2e/${file}`,
        title,
        seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
        failed: status !== "expected",
      })),
  );
  return { tests, complete: code === 0 || tests.some(({ failed }) => failed) };
}

function specsOf({ specs, suites = [] }: Suite): Suite["specs"] {
  return [...specs, ...suites.flatMap(specsOf)];
}

async function readReport(file: string): Promise<unknown> {
  if (!existsSync(file)) throw new Error("The run ended without a report.");
  return JSON.parse(await readFile(file, "utf8"));
}
