import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Tx } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { orderWithMail } from "@/tests/factories/mail";
import { issueAccessToken } from "./access";
import { lockOrder } from "./lock";

const { db } = await testDatabase();
const now = new Date("2026-11-24T10:00:00Z");

it("locks an order for one transaction at a time, without blocking rows that only refer to it", async () => {
  const { id } = await orderWithMail(db, now);
  const impatient = <T>(work: (tx: Tx) => Promise<T>) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`set local lock_timeout = '300ms'`);
      return await work(tx);
    });
  await db.transaction(async (tx) => {
    await lockOrder(tx, id);
    await expect(impatient((other) => lockOrder(other, id))).rejects.toMatchObject({ cause: { code: "55P03" } });
    // Blocking here could deadlock: placing an order writes a token with the cart locked, and the order's lock may wait for that cart.
    expect(await impatient((other) => issueAccessToken(other, id, now))).toHaveLength(43);
  });
});
