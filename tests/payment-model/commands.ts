import fc from "fast-check";
import { type Act, anything, busy, order } from "./actions";
import { checkAlways } from "./invariants";
import { ask, count, type World } from "./system";
import type { Death } from "./tasks";

/**
 * One step of a sequence: an act, or several at the same moment; with `dieAt` the shop is killed at that step of its work
 * on them, where it gets so far.
 */
class Step implements fc.AsyncCommand<World, World> {
  constructor(
    private readonly acts: readonly Act[],
    private readonly dieAt: Death | null,
  ) {}

  check(world: World): boolean {
    return this.acts.every((act) => act.possible(world));
  }

  async run(_: World, world: World): Promise<void> {
    for (const { name } of this.acts) count(world, name);
    if (this.acts.length > 1) count(world, "several at once");
    if (this.dieAt !== null) await ask(world, { do: "arm", dieAt: this.dieAt });
    const outcomes = await Promise.allSettled(this.acts.map(async (act) => act.possible(world) && (await act.perform(world))));
    await world.sandbox.settled();
    if (this.dieAt !== null) await ask(world, { do: "arm", dieAt: null });
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
    for (const step of world.shop.takeDeaths()) {
      count(world, `killed at: ${step}`);
      if (this.dieAt !== null) count(world, `killed: ${this.dieAt.step}`);
    }
    await checkAlways(world);
  }

  toString(): string {
    const acts = this.acts.map(({ name, given }) => `${name} ${JSON.stringify(given)}`).join(" & ");
    return this.dieAt === null ? acts : `${acts} (killed at ${this.dieAt.step} ${this.dieAt.nth})`;
  }
}

const acts = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(anything) },
  { weight: 1, arbitrary: fc.array(busy, { minLength: 2, maxLength: 3 }) },
);
const nth = (step: Death["step"], max: number) => fc.record({ step: fc.constant(step), nth: fc.integer({ min: 1, max }) });
const dieAt: fc.Arbitrary<Death | null> = fc.oneof(
  { withCrossShrink: true },
  { weight: 10, arbitrary: fc.constant(null) },
  // Most of the work takes few steps; what lies around a provider's call are few of them.
  { weight: 1, arbitrary: nth("any", 15) },
  { weight: 1, arbitrary: nth("any", 50) },
  { weight: 1, arbitrary: nth("call", 3) },
  { weight: 1, arbitrary: nth("answer", 3) },
);
const stepOf = (acts: fc.Arbitrary<readonly Act[]>) => fc.record({ acts, dieAt }).map(({ acts, dieAt }) => new Step(acts, dieAt));

/** Nothing can be done before something was ordered. */
export const opening = stepOf(fc.tuple(order));
export const steps = fc.commands([stepOf(acts)], { maxCommands: 24, size: "max" });
