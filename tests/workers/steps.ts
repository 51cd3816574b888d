import { writeSync } from "node:fs";

/**
 * Counts the steps of a process once it is armed: a statement about to be sent (pass `statement` as the database's `debug`),
 * a provider's call about to be made, a call just answered. At step `dieAt`, counted from one, the process reports the step
 * and dies by SIGKILL.
 */
export function countSteps(dieAt: number | null) {
  let count = 0;
  let armed = false;
  function step(name: string): void {
    if (!armed) return;
    count += 1;
    if (count !== dieAt) return;
    writeSync(1, name.replaceAll(/\s+/g, " ").trim().slice(0, 80));
    process.kill(process.pid, "SIGKILL");
  }
  const { fetch } = globalThis;
  globalThis.fetch = async (...request) => {
    step("a call");
    const response = await fetch(...request);
    step("an answer");
    return response;
  };
  return {
    statement: (_connection: number, query: string) => step(query),
    arm() {
      armed = true;
    },
    count: () => count,
  };
}
