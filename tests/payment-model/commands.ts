import fc from "fast-check";
import { type Action, anything, busy, order } from "./actions";
import { checkAlways } from "./invariants";
import { ask, count, type System } from "./system";
import type { Death } from "./tasks";

/**
 * One step of a sequence: an action, or several at the same moment. With `dieAt` the shop is killed at that step of the
 * work on them, if it reaches it.
 */
class Step implements fc.AsyncCommand<System, System> {
  constructor(
    private readonly actions: readonly Action[],
    private readonly dieAt: Death | null,
  ) {}

  check(system: System): boolean {
    return this.actions.every((action) => action.possible(system));
  }

  async run(_: System, system: System): Promise<void> {
    for (const { name } of this.actions) count(system, name);
    if (this.actions.length > 1) count(system, "several at once");
    if (this.dieAt !== null) await ask(system, { do: "arm", dieAt: this.dieAt });
    const outcomes = await Promise.allSettled(
      this.actions.map(async (action) => action.possible(system) && (await action.perform(system))),
    );
    await system.sandbox.settled();
    if (this.dieAt !== null) await ask(system, { do: "arm", dieAt: null });
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
    for (const step of system.shop.takeDeaths()) {
      count(system, `killed at: ${step}`);
      if (this.dieAt !== null) count(system, `killed: ${this.dieAt.step}`);
    }
    await checkAlways(system);
  }

  toString(): string {
    const actions = this.actions.map(({ name, given }) => `${name} ${JSON.stringify(given)}`).join(" & ");
    return this.dieAt === null ? actions : `${actions} (killed at ${this.dieAt.step} ${this.dieAt.nth})`;
  }
}

const actions = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(anything) },
  { weight: 1, arbitrary: fc.array(busy, { minLength: 2, maxLength: 3 }) },
);
const nth = (step: Death["step"], max: number) => fc.record({ step: fc.constant(step), nth: fc.integer({ min: 1, max }) });
const dieAt: fc.Arbitrary<Death | null> = fc.oneof(
  { withCrossShrink: true },
  { weight: 10, arbitrary: fc.constant(null) },
  // Most tasks take few steps, of which only a few are provider calls.
  { weight: 1, arbitrary: nth("any", 15) },
  { weight: 1, arbitrary: nth("any", 50) },
  { weight: 1, arbitrary: nth("call", 3) },
  { weight: 1, arbitrary: nth("answer", 3) },
);
const stepOf = (actions: fc.Arbitrary<readonly Action[]>) =>
  fc.record({ actions, dieAt }).map(({ actions, dieAt }) => new Step(actions, dieAt));

/** The first step, because nothing else is possible before an order exists. */
export const opening = stepOf(fc.tuple(order));
export const steps = fc.commands([stepOf(actions)], { maxCommands: 24, size: "max" });
