import fc from "fast-check";
import { checkBooks, closeOrders } from "./closing";
import { runStep, sequence } from "./commands";
import { drain } from "./drain";
import { checkDrained } from "./invariants";
import { beginStory, count, type System } from "./system";

export type RunSetting = {
  sequences: number;
  seed: number;
  /** The sequence to begin with, such as `120`, or one shrunk from it, such as `120:0:3`. */
  path?: string;
  /** Whether to leave a failing sequence as it is rather than to look for a shorter one. */
  endOnFailure?: boolean;
  /** After this time no other sequence begins. */
  minutes?: number;
  /** Called after each sequence. */
  onSequence?: () => void;
};

/** A sequence that the shop failed; `path` leads to it from the run's seed. */
export class SequenceFailed extends Error {
  override name = "SequenceFailed";
  constructor(
    readonly seed: number,
    readonly path: string,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * Runs random sequences of actions by customers, banks, staff and networks, after each of which the books must agree.
 * Throws `SequenceFailed` with the shortest failing sequence found.
 */
export async function runModel(system: System, { sequences, seed, path, endOnFailure, minutes, onSequence }: RunSetting): Promise<void> {
  let story = "";
  const property = fc.asyncProperty(fc.noBias(sequence), async ({ deadly, mails, steps, ending }) => {
    try {
      await beginStory(system, { deadly, mails });
      for (const step of steps) await runStep(system, step);
      await checkDrained(system, await drain(system, ending));
      await closeOrders(system);
      await checkDrained(system, await drain(system, ending));
      await checkBooks(system);
    } catch (error) {
      story = [...system.story.log, JSON.stringify({ deadly, mails, ...ending })].join("\n");
      throw error;
    }
    countFaults(system);
    onSequence?.();
  });
  const run = await fc.check(property, {
    numRuns: sequences,
    seed,
    path,
    endOnFailure,
    interruptAfterTimeLimit: minutes === undefined ? undefined : minutes * 60_000,
  });
  if (!run.failed) return;
  const failure = run.errorInstance instanceof Error ? run.errorInstance : new Error(String(run.errorInstance));
  failure.message += `\nafter:\n${story}`;
  throw new SequenceFailed(seed, run.counterexamplePath ?? "", failure);
}

function countFaults(system: System): void {
  count(system, "sequences");
  if (system.deadly) count(system, "sequences in two processes");
  for (const { outcome } of system.sandbox.calls()) {
    if (outcome === 500) count(system, "met: error");
    if (typeof outcome === "string") count(system, `met: ${outcome}`);
  }
}
