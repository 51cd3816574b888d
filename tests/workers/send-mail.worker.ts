/**
 * A process that sends mail, for the tests: waits for {url, now, dieAt}, sweeps the outbox once with the environment's
 * transport, and answers with the number of steps, or dies at one.
 */
import { sql } from "drizzle-orm";
import { z } from "zod";
import { openDatabase } from "@/db/client";
import { sendMail } from "@/lib/mail/send-mail";
import { countSteps } from "./steps";

const task = z.object({
  url: z.string(),
  now: z.iso.datetime(),
  dieAt: z.int().nullable(),
});

process.once("message", async (message) => {
  const { url, now, dieAt } = task.parse(message);
  const steps = countSteps(dieAt);
  const { client, db } = openDatabase(url, { max: 1, debug: steps.statement });
  await db.execute(sql`select 1`);
  steps.arm();
  const { done } = await sendMail(db, new Date(now), 100);
  process.send?.({ done, steps: steps.count() });
  await client.end();
});
