import http from "node:http";
import { TEST_SHOP } from "@/scripts/test-shop-address";

// A visitor's browser has its connection already, as this agent does.
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** The time until the whole answer was there, in milliseconds. Throws if it isn't 200. */
export async function visit(page: string): Promise<number> {
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const request = http.get(TEST_SHOP + page, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${page}: ${response.statusCode}`));
      response.resume().on("end", resolve).on("error", reject);
    });
    request.on("error", reject);
  });
  return performance.now() - started;
}

/**
 * Runs work while a second visitor asks for a page again and again, the last time after it. The longest wait of that visitor,
 * in milliseconds, is the longest time for which the work held up the server's only thread.
 */
export async function visitDuring<T>(page: string, work: () => Promise<T>): Promise<{ value: T; longestMs: number }> {
  let isOver = false;
  const running = work().finally(() => {
    isOver = true;
  });
  let longestMs = 0;
  for (let last = false; !last; ) {
    last = isOver;
    longestMs = Math.max(longestMs, await visit(page));
  }
  return { value: await running, longestMs };
}
