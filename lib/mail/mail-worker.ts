/**
 * A process that sends mail, for the tests: waits for {url, environment, now, dieAt}, sweeps the outbox once, and answers with
 * how many steps that took. A step is a statement about to be sent, a call about to be made, or a call just answered;
 * with `dieAt` it dies by SIGKILL at that step, counted from one, having named it.
 */
import { writeSync } from "node:fs";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { openDatabase } from "@/db/client";
import { sendMail } from "./send-mail";
import { resendTransport } from "./transports/resend";

const task = z.object({
  url: z.string(),
  environment: z.object({ RESEND_API_KEY: z.string(), RESEND_BASE_URL: z.string() }),
  now: z.iso.datetime(),
  dieAt: z.int().nullable(),
});

process.once("message", async (message) => {
  const { url, environment, now, dieAt } = task.parse(message);
  let steps = 0;
  let armed = false;
  function step(name: string): void {
    if (!armed) return;
    steps += 1;
    if (steps !== dieAt) return;
    writeSync(1, name.replaceAll(/\s+/g, " ").trim().slice(0, 80));
    process.kill(process.pid, "SIGKILL");
  }
  const { client, db } = openDatabase(url, { max: 1, debug: (_connection, query) => step(query) });
  const { fetch } = globalThis;
  globalThis.fetch = async (...request) => {
    step("a call");
    const response = await fetch(...request);
    step("an answer");
    return response;
  };
  await db.execute(sql`select 1`);
  armed = true;
  const { done } = await sendMail(db, new Date(now), 100, resendTransport(environment.RESEND_API_KEY, environment.RESEND_BASE_URL));
  process.send?.({ done, steps });
  await client.end();
});
