import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import http from "node:http";
import fc from "fast-check";
import { TEST_SHOP } from "@/scripts/test-shop-address";
import type { Sent } from "./hostile-requests";
import { visit, visitDuring } from "./second-visitor";

const LOG = ".data/test-server.log";
const MAX_ANSWER_MS = 2000;
const MAX_DELAY_MS = 200;
/** A page that needs no database, so its answer is late only if the server's thread is busy. */
const CHEAP = "/robots.txt";

/** The status, and the time until the whole answer was there. A server that closes the connection counts as 400. */
export async function send({ method, path, headers, body }: Sent, requestId = "unnamed-request"): Promise<{ status: number; ms: number }> {
  const started = performance.now();
  const status = await new Promise<number>((resolve, reject) => {
    const request = http.request(TEST_SHOP, {
      method,
      path,
      headers: { ...headers, "x-request-id": requestId, "content-length": body.length },
    });
    request.setTimeout(30_000, () => request.destroy(new Error(`no answer within 30 s: ${method} ${path}`)));
    request.on("error", (error) => ("code" in error && /ECONNRESET|EPIPE/.test(String(error.code)) ? resolve(400) : reject(error)));
    request.on("response", (response) =>
      response
        .resume()
        .on("end", () => resolve(response.statusCode ?? 0))
        .on("error", () => resolve(400)),
    );
    request.end(body);
  });
  return { status, ms: performance.now() - started };
}

/**
 * Sends hostile requests, some at once, until one gets a 500, takes over two seconds, delays a second visitor or logs an error.
 * Returns how many it sent, and the longest delay that was no accident.
 */
export async function attack(
  requests: fc.Arbitrary<Sent>,
  { seed, count, minutes, atOnce }: { seed: number; count: number; minutes: number; atOnce: number },
): Promise<{ sent: number; longestMs: number }> {
  let number = 0;
  let longestMs = 0;
  const isSlow = (ms: number, delayMs: number) => ms > MAX_ANSWER_MS || delayMs > MAX_DELAY_MS;

  const property = fc.asyncProperty(fc.array(requests, { minLength: atOnce, maxLength: atOnce }), async (batch) => {
    const logged = statSync(LOG).size;
    const ids = batch.map(() => `hostile-${seed}-${number++}`);
    const { value: answers, longestMs: together } = await visitDuring(
      CHEAP,
      async () => await Promise.all(batch.map(async (sent, index) => await send(sent, ids[index]))),
    );
    const lines = (await readFrom(LOG, logged)).split("\n").filter((line) => /"level":"(error|fatal)"/.test(line));
    for (const [index, sent] of batch.entries()) {
      let answer = answers[index] ?? { status: 0, ms: 0 };
      let delayMs = together;
      // Something else may have kept the machine busy, so slow ones are sent again, alone; what a request does to others it repeats.
      for (let more = 0; more < 3 && isSlow(answer.ms, delayMs); more += 1) {
        ({ value: answer, longestMs: delayMs } = await visitDuring(CHEAP, async () => await send(sent, ids[index])));
      }
      const what = `${sent.method} ${sent.path} ${JSON.stringify(sent.headers)} ${JSON.stringify(sent.body.toString("latin1").slice(0, 1000))}`;
      if (answer.status >= 500) throw new Error(`${answer.status}: ${what}`);
      if (answer.ms > MAX_ANSWER_MS) throw new Error(`${Math.round(answer.ms)} ms: ${what}`);
      // On a busy machine the same visit takes long without any hostile request.
      if (delayMs > MAX_DELAY_MS && delayMs > 5 * (await longestAlone()))
        throw new Error(`others waited ${Math.round(delayMs)} ms: ${what}`);
      const error = lines.find((line) => line.includes(`"${ids[index]}"`));
      if (error) throw new Error(`logged ${error}: ${what}`);
      longestMs = Math.max(longestMs, delayMs);
    }
  });
  // A shorter request would take long to find, and the message names the one that failed.
  const setting = { numRuns: Math.ceil(count / atOnce), interruptAfterTimeLimit: minutes * 60_000, endOnFailure: true };
  await fc.assert(property, { seed, ...setting });
  return { sent: number, longestMs: Math.round(longestMs) };
}

async function longestAlone(): Promise<number> {
  let longest = 0;
  for (let time = 0; time < 20; time += 1) longest = Math.max(longest, await visit(CHEAP));
  return longest;
}

async function readFrom(file: string, position: number): Promise<string> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(Math.max((await handle.stat()).size - position, 0));
    await handle.read(buffer, 0, buffer.length, position);
    return buffer.toString();
  } finally {
    await handle.close();
  }
}
