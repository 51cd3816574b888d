import { printFailure } from "./print-failure";

type Cleanup = () => Promise<void>;

const cleanups: Cleanup[] = [];
let ending: Promise<never> | undefined;

/** Registers what has to be done before this process ends; the last registered is done first. */
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

/** What a shell shows of a program that Ctrl-C ended. */
export const INTERRUPTED = 130;

/**
 * Runs a script's work: its failure is printed, and whatever ends it (Ctrl-C, a closed terminal, a vanished npm) tidies up.
 * `interrupted` is the exit code then: 0 for what runs until somebody ends it.
 */
export async function script(work: () => Promise<number>, { interrupted = 0 } = {}): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(interrupted));
  // A terminal that was closed can't be written to; the tidying up must still be done.
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
