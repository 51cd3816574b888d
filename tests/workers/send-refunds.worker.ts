/**
 * A process that refunds, for the tests: waits for {url, orderId, now, dieAt}, refunds the order in full through the
 * environment's provider, and answers with the number of steps, or dies at one.
 */
import { sql } from "drizzle-orm";
import { z } from "zod";
import { openDatabase } from "@/db/client";
import { orderIdSchema } from "@/lib/core/ids";
import { refundOrder } from "@/lib/refunds/refund-order";
import { byStaff } from "@/tests/factories/actors";
import { countSteps } from "./steps";

const task = z.object({ url: z.string(), orderId: orderIdSchema, now: z.iso.datetime(), dieAt: z.int().nullable() });

process.once("message", async (message) => {
  const { url, orderId, now, dieAt } = task.parse(message);
  const steps = countSteps(dieAt);
  const { client, db } = openDatabase(url, { max: 1, debug: steps.statement });
  await db.execute(sql`select 1`);
  steps.arm();
  const request = { what: { kind: "whole" }, restock: false, note: "", iban: null } as const;
  const { ok } = await refundOrder(db, orderId, request, byStaff(new Date(now)));
  process.send?.({ ok, steps: steps.count() });
  await client.end();
});
