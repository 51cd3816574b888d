import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { log } from "@/lib/core/log";

/** A process that runs one piece of code for longer answers nobody else in the meantime. */
export const LONGEST_DELAY_MS = 200;
const RESOLUTION_MS = 20;
const WINDOW_MS = 60_000;

/** On globalThis because a server bundles this file more than once. */
const shared: typeof globalThis & { earthmanEventLoop?: { histogram: IntervalHistogram; previousMs: number } } = globalThis;

/** Measures the delays of this process's event loop from now on, and logs those over 200 ms, once a minute at most. */
export function watchEventLoop(): void {
  const watch = { histogram: monitorEventLoopDelay({ resolution: RESOLUTION_MS }), previousMs: 0 };
  shared.earthmanEventLoop = watch;
  watch.histogram.enable();
  setInterval(() => {
    watch.previousMs = longest(watch.histogram);
    watch.histogram.reset();
    if (watch.previousMs > LONGEST_DELAY_MS) log.warn({ longestMs: watch.previousMs }, "the event loop was delayed");
  }, WINDOW_MS).unref();
}

/** The event loop's longest delay in the last one to two minutes, in ms; 0 in a process that doesn't measure it. */
export function longestDelayMs(): number {
  const watch = shared.earthmanEventLoop;
  return watch ? Math.max(watch.previousMs, longest(watch.histogram)) : 0;
}

/** A sample is the time between two ticks, which are 20 ms apart where nothing delays them. */
function longest({ max }: IntervalHistogram): number {
  return Math.max(0, Math.round(max / 1e6) - RESOLUTION_MS);
}
