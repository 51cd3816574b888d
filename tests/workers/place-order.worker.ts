/**
 * A process with several buyers, for the oversell test: waits for {carts, killAt}, orders all carts at once with the real
 * `placeOrder`, and answers with the outcomes. With `killAt` it reports that statement, counted from one, and dies by
 * SIGKILL before sending it.
 */
import { writeSync } from "node:fs";
import { z } from "zod";
import { openDatabase } from "@/db/client";
import { placeOrder } from "@/lib/checkout/place-order";
import { cartIdSchema } from "@/lib/core/ids";
import { byCustomer } from "@/tests/factories/actors";
import { checkoutInput } from "@/tests/factories/checkout";

const task = z.object({
  url: z.string(),
  cartIds: z.array(cartIdSchema),
  paymentMethod: z.enum(["cash_on_delivery", "bank_transfer"]),
  killAt: z.int().nullable(),
});
const now = new Date("2026-11-23T10:00:00Z");

process.once("message", async (message) => {
  const { url, cartIds, paymentMethod, killAt } = task.parse(message);
  let statements = 0;
  let armed = false;
  const { client, db } = openDatabase(url, {
    max: Math.min(25, cartIds.length),
    debug: (_connection, query) => {
      if (!armed) return;
      statements += 1;
      if (statements !== killAt) return;
      writeSync(1, query.replaceAll(/\s+/g, " ").trim().slice(0, 80));
      process.kill(process.pid, "SIGKILL");
    },
  });
  const inputs = await Promise.all(cartIds.map((cartId) => checkoutInput(db, cartId, now, { paymentMethod })));
  armed = true;
  const outcomes = await Promise.all(inputs.map(async (input) => await placeOrder(db, input, byCustomer(now))));
  process.send?.({ outcomes: outcomes.map((outcome) => (outcome.ok ? "placed" : outcome.error)), statements });
  await client.end();
});
