import fc from "fast-check";
import { opening, steps } from "./commands";
import { drain, type Ending } from "./drain";
import { checkDrained } from "./invariants";
import { beginStory, count, type System } from "./system";

const ending: fc.Arbitrary<Ending> = fc.record({ outcome: fc.constantFrom("succeed", "fail"), deliver: fc.boolean() });

export type RunSetting = { sequences: number; seed?: number; endOnFailure?: boolean };

/**
 * Runs random sequences of actions by customers, banks, staff and networks, after each of which the books must agree.
 * Throws with the shortest failing sequence found, its seed and its path.
 */
export async function runModel(system: System, { sequences, ...setting }: RunSetting): Promise<void> {
  const property = fc.asyncProperty(fc.noBias(opening), fc.noBias(steps), ending, async (opening, steps, ending) => {
    await beginStory(system);
    await opening.run(system, system);
    await fc.asyncModelRun(() => ({ model: system, real: system }), steps);
    const unfinished = await drain(system, ending);
    await checkDrained(system, unfinished);
    countFaults(system);
  });
  await fc.assert(property, { numRuns: sequences, ...setting });
}

function countFaults(system: System): void {
  count(system, "sequences");
  for (const { outcome } of system.sandbox.calls()) {
    if (outcome === 500) count(system, "met: error");
    if (typeof outcome === "string") count(system, `met: ${outcome}`);
  }
}
