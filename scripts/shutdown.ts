import { printFailure } from "./print-failure";

type Cleanup = () => Promise<void>;

const cleanups: Cleanup[] = [];
let ending: Promise<never> | undefined;

/** Registers a cleanup to run before this process ends; the last one registered runs first. */
export function beforeEnd(cleanup: Cleanup): void {
  cleanups.push(cleanup);
}

/** Tidies up, then ends the process. Further calls wait for the first. */
export function end(code: number): Promise<never> {
  ending ??= tidyUp(code);
  return ending;
}

async function tidyUp(code: number): Promise<never> {
  for (const cleanup of cleanups.toReversed()) {
    try {
      await cleanup();
    } catch (error) {
      printFailure(error);
    }
  }
  process.exit(code);
}

/** The exit code by which a shell reports that Ctrl-C ended a program. */
export const INTERRUPTED = 130;

/**
 * Runs a script's work, prints its failure, and runs the cleanups however it ends (Ctrl-C, a closed terminal, a vanished npm).
 * `interrupted` is the exit code of an interrupted script: 0 for one that runs until it is stopped.
 */
export async function script(work: () => Promise<number>, { interrupted = 0 } = {}): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(interrupted));
  // A closed terminal can't be written to; the cleanups must still run.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && void end(interrupted), 500).unref();
  }
  try {
    await end(await work());
  } catch (error) {
    if (ending === undefined) printFailure(error);
    await end(1);
  }
}
