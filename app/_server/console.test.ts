import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** Runs code in its own process, because the console is global. */
function run(code: string): string {
  const script = `import { printThroughLog } from "./app/_server/console.ts"; printThroughLog(); ${code}`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    encoding: "utf8",
    env: { ...process.env, LOG_LEVEL: "info" },
  });
  return stdout + stderr;
}

test("logs the framework's output without personal data, and failed requests only once", () => {
  const output = run(`
    const failed = new Error("Failed query: insert into orders values ($1)\\nparams: ana@primjer.hr");
    console.error(" ⨯", Object.assign(new Error("logged already: ana@primjer.hr"), { digest: "1" }));
    console.error(" ⨯", Object.assign(failed, { params: ["ana@primjer.hr"] }));
    console.warn("slow for ana@primjer.hr");`);
  const lines = output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { level: "error", err: { message: "Failed query: insert into orders values ($1)" } },
    { level: "warn", printed: "slow for [email]" },
  ]);
  expect(output).not.toContain("primjer");
});
