import fc from "fast-check";
import { opening, steps } from "./commands";
import { bringToRest, type Ending } from "./drain";
import { checkAtRest } from "./invariants";
import { beginStory, count, type World } from "./system";

const ending: fc.Arbitrary<Ending> = fc.record({ outcome: fc.constantFrom("succeed", "fail"), deliver: fc.boolean() });

export type RunSetting = { sequences: number; seed?: number; endOnFailure?: boolean };

/**
 * Random sequences of what customers, banks, staff and networks do; after each the books must agree. Throws with the
 * shortest failing sequence that was found, its seed and its path.
 */
export async function runModel(world: World, { sequences, ...setting }: RunSetting): Promise<void> {
  const property = fc.asyncProperty(fc.noBias(opening), fc.noBias(steps), ending, async (opening, steps, ending) => {
    await beginStory(world);
    await opening.run(world, world);
    await fc.asyncModelRun(() => ({ model: world, real: world }), steps);
    const unfinished = await bringToRest(world, ending);
    await checkAtRest(world, unfinished);
    countFaults(world);
  });
  await fc.assert(property, { numRuns: sequences, ...setting });
}

function countFaults(world: World): void {
  count(world, "sequences");
  for (const { outcome } of world.sandbox.calls()) {
    if (outcome === 500) count(world, "met: error");
    if (typeof outcome === "string") count(world, `met: ${outcome}`);
  }
}
