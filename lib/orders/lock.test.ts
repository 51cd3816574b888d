import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { orderWithMail } from "@/tests/factories/mail";
import { issueAccessToken } from "./access";
import { lockOrder } from "./lock";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

it("keeps an order from being locked by two, and keeps nobody waiting who only refers to it", async () => {
  const { id } = await orderWithMail(db, now);
  const impatient = <T>(work: (tx: Tx) => Promise<T>) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`set local lock_timeout = '300ms'`);
      return await work(tx);
    });
  await db.transaction(async (tx) => {
    await lockOrder(tx, id);
    await expect(impatient((other) => lockOrder(other, id))).rejects.toMatchObject({ cause: { code: "55P03" } });
    // Whoever orders a cart holds it while a token is written; whoever holds the order may wait for that cart.
    expect(await impatient((other) => issueAccessToken(other, id, now))).toHaveLength(43);
  });
});
