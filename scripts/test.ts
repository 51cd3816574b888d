import { UserError } from "@/lib/core/user-error";
import { buildIfStale } from "./build";
import { runTool } from "./child";
import { ensureChromium } from "./chromium";
import { printFailure } from "./print-failure";
import { INTERRUPTED, script } from "./shutdown";
import { type Run, runPlaywright, runVitest } from "./test-reports";
import { TEST_BUILD, TEST_SHOP } from "./test-shop-address";

/** `repeat` lists the commands that repeat its failed tests. */
type Outcome = { passed: number; failed: number; repeat?: readonly string[] };
type Check = { part: string; name: string; run: (pattern: readonly string[]) => Promise<Outcome> };

const checks: readonly Check[] = [
  { part: "lint", name: "Lint", run: () => tool("biome", "check", "--error-on-warnings", ".") },
  { part: "types", name: "Types", run: () => tool("tsc") },
  { part: "lint", name: "Unused code", run: () => tool("knip") },
  { part: "unit", name: "Unit and integration tests", run: async (pattern) => outcomeOf(await runVitest(pattern), "unit", "-t") },
  { part: "browser", name: "Production build", run: build },
  { part: "browser", name: "Browser tests", run: browserTests },
];
const PARTS = [...new Set(checks.map(({ part }) => part))];

// `npm test`, or a part of it: `npm test -- --only unit lib/orders -t "releases stock"`. Further arguments go to its tool.
await script(
  async () => {
    const [flag, part, ...pattern] = process.argv.slice(2);
    if (flag !== undefined && (flag !== "--only" || !PARTS.includes(part ?? ""))) {
      throw new UserError(`Use npm test, or npm test -- --only ${PARTS.join("|")} [PATTERN]`);
    }
    const results: (Outcome & { name: string; seconds: number })[] = [];
    for (const { name, run } of checks.filter((check) => flag === undefined || check.part === part)) {
      console.log(`\n── ${name}`);
      const started = Date.now();
      const outcome = await run(pattern).catch((error: unknown): Outcome => {
        printFailure(error);
        return { passed: 0, failed: 1 };
      });
      results.push({ name, ...outcome, seconds: Math.round((Date.now() - started) / 1000) });
    }
    console.log("");
    for (const { name, passed, failed, seconds, repeat = [] } of results) {
      console.log(`${failed === 0 ? "✓" : "✗"} ${name}: ${passed} passed, ${failed} failed, ${seconds} s`);
      for (const command of repeat) console.log(`    ${command}`);
    }
    const sum = (key: "passed" | "failed") => results.reduce((total, result) => total + result[key], 0);
    console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
    return sum("failed") === 0 ? 0 : 1;
  },
  { interrupted: INTERRUPTED },
);

/** A check that passes or fails as a whole. */
async function tool(name: string, ...args: string[]): Promise<Outcome> {
  return (await runTool(name, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function build(): Promise<Outcome> {
  process.env.SITE_URL = TEST_SHOP;
  await buildIfStale(TEST_BUILD, console.log);
  return { passed: 1, failed: 0 };
}

async function browserTests(pattern: readonly string[]): Promise<Outcome> {
  ensureChromium();
  return outcomeOf(await runPlaywright(pattern), "browser", "-g");
}

/** `titleFlag` is the tool's flag that selects tests by title. */
function outcomeOf({ tests, complete }: Run, part: string, titleFlag: string): Outcome {
  const failed = tests.filter((test) => test.failed);
  const repeat = new Set(failed.map(({ file, title }) => `npm test -- --only ${part} ${file} ${titleFlag} ${asPattern(title)}`));
  return { passed: tests.length - failed.length, failed: complete ? failed.length : 1, repeat: [...repeat] };
}

/** A title as a regular expression for both tools, quoted for a shell. */
function asPattern(title: string): string {
  return `'${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("'", ".")}'`;
}
