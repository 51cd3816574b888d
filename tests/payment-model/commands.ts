import fc from "fast-check";
import type { Action } from "./action";
import { anything, busy, order } from "./actions";
import type { Ending } from "./drain";
import { checkAlways } from "./invariants";
import { arm, count, disarm, type System } from "./system";
import type { Death } from "./tasks";

/** An action, or several at the same moment. In a deadly sequence the other process is killed at `dieAt`, if it reaches it. */
type Step = { actions: readonly Action[]; dieAt: Death | null };

export type Sequence = { deadly: boolean; mails: boolean; steps: readonly Step[]; ending: Ending };

/** Runs a step if all its actions are possible. */
export async function runStep(system: System, { actions, dieAt }: Step): Promise<void> {
  if (!actions.every((action) => action.possible(system))) return;
  const names = actions.map(({ name, given }) => `${name} ${JSON.stringify(given)}`).join(" & ");
  const death = system.deadly ? dieAt : null;
  system.story.log.push(death ? `${names} (killed at ${death.step} ${death.nth})` : names);
  for (const { name } of actions) count(system, name);
  if (actions.length > 1) count(system, "several at once");
  system.story.busy = actions.length;
  if (death) await arm(system, death);
  const outcomes = await Promise.allSettled(actions.map(async (action) => action.possible(system) && (await action.perform(system))));
  await system.sandbox.settled();
  const deaths = await disarm(system);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  for (const step of deaths) {
    count(system, `killed at: ${step}`);
    if (death) count(system, `killed: ${death.step}`);
  }
  await checkAlways(system);
}

const actions = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(anything) },
  { weight: 1, arbitrary: fc.array(busy, { minLength: 2, maxLength: 3 }) },
);
const nth = (step: Death["step"], max: number) => fc.record({ step: fc.constant(step), nth: fc.integer({ min: 1, max }) });
const dieAt: fc.Arbitrary<Death | null> = fc.oneof(
  { withCrossShrink: true },
  { weight: 6, arbitrary: fc.constant(null) },
  // Most tasks take few steps, of which only a few are provider calls.
  { weight: 1, arbitrary: nth("any", 15) },
  { weight: 1, arbitrary: nth("any", 50) },
  { weight: 1, arbitrary: nth("call", 3) },
  { weight: 1, arbitrary: nth("answer", 3) },
);
const stepOf = (actions: fc.Arbitrary<readonly Action[]>): fc.Arbitrary<Step> => fc.record({ actions, dieAt });
const ending: fc.Arbitrary<Ending> = fc.record({ outcome: fc.constantFrom("succeed", "fail"), deliver: fc.boolean() });

const sometimes = (weight: number) =>
  fc.oneof({ withCrossShrink: true }, { weight: 10 - weight, arbitrary: fc.constant(false) }, { weight, arbitrary: fc.constant(true) });

export const sequence: fc.Arbitrary<Sequence> = fc
  .record({
    // Processes cost far more than all other work.
    deadly: sometimes(1),
    // Composing mails costs as much as the rest; that each is written once is checked in every sequence.
    mails: sometimes(3),
    // Nothing else is possible before an order exists.
    opening: stepOf(fc.tuple(order)),
    later: fc.array(stepOf(actions), { maxLength: 24, size: "max" }),
    ending,
  })
  .map(({ opening, later, ...how }) => ({ ...how, steps: [opening, ...later] }));
