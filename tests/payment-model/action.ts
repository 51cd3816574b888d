import fc from "fast-check";
import { z } from "zod";
import { ask, type System } from "./system";

/** An action of a customer, a bank, staff, the scheduler or the network. */
export type Action = {
  name: string;
  /** Distinguishes actions with the same name. */
  given: unknown;
  /** Whether the action is currently possible. */
  possible(system: System): boolean;
  perform(system: System): unknown;
};

export const action = <G extends object>(
  name: string,
  given: { [K in keyof G]: fc.Arbitrary<G[K]> },
  possible: (system: System, given: G) => boolean,
  perform: (system: System, given: G) => unknown,
): fc.Arbitrary<Action> =>
  fc.record<G>(given).map((chosen) => ({
    name,
    given: chosen,
    possible: (system) => possible(system, chosen),
    perform: (system) => perform(system, chosen),
  }));

export const which = fc.nat(3);
export const always = () => true;
export const anyOrder = ({ story }: System) => story.orders.length > 0;
export const chosen = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
};

export const weighed = (...actions: [number, fc.Arbitrary<Action>][]) =>
  fc.oneof(...actions.map(([weight, arbitrary]) => ({ weight, arbitrary })));

export const anyBook = ({ story }: System) => story.books.length > 0;
export const outcomeSchema = z.object({ ok: z.boolean(), value: z.unknown(), error: z.unknown() }).partial({ value: true, error: true });

/** The answer of one of the shop's commands; undefined if the shop was killed. */
export async function outcomeOf(system: System, task: Parameters<typeof ask>[1]): Promise<z.infer<typeof outcomeSchema> | undefined> {
  const answer = await ask(system, task);
  return answer === undefined ? undefined : outcomeSchema.parse(answer);
}
