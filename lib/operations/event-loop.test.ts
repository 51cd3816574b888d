import { setTimeout as wait } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { log } from "@/lib/core/log";
import { LONGEST_DELAY_MS, longestDelayMs, watchEventLoop } from "./event-loop";

const MINUTE_MS = 60_000;

function block(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

test("a delay is measured at once, logged once a minute, and forgotten after two", async () => {
  const warn = vi.spyOn(log, "warn");
  vi.useFakeTimers({ toFake: ["setInterval"] });
  expect(longestDelayMs()).toBe(0);
  watchEventLoop();
  await wait(50);
  block(LONGEST_DELAY_MS + 100);
  await expect.poll(longestDelayMs).toBeGreaterThan(LONGEST_DELAY_MS);
  expect(warn).not.toHaveBeenCalled();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(warn).toHaveBeenCalledExactlyOnceWith({ longestMs: expect.any(Number) }, "the event loop was delayed");
  expect(longestDelayMs()).toBeGreaterThan(LONGEST_DELAY_MS);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(longestDelayMs()).toBe(0);
});
