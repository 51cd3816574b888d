import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { fail, ok } from "@/lib/core/result";
import type { Executor, Tx } from "./client";
import { settings } from "./schema/shop";
import { testDatabase } from "./testing";
import { transact } from "./transaction";

const { db } = await testDatabase();

const write = async (executor: Executor, key: string, value: string) => {
  await executor.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
};
const read = async (key: string) => (await db.select().from(settings).where(eq(settings.key, key))).map(({ value }) => value);
const raise = (code: string) => sql.raw(`do $$ begin raise exception 'made for a test' using errcode = '${code}'; end $$`);

/** Resolves for all callers once `parties` of them have arrived. */
function meetingPoint(parties: number): () => Promise<void> {
  let arrived = 0;
  let open = () => {};
  const met = new Promise<void>((resolve) => {
    open = resolve;
  });
  return async () => {
    arrived += 1;
    if (arrived >= parties) open();
    await met;
  };
}

describe("transact", () => {
  it("commits the writes and returns the outcome", async () => {
    expect(await transact(db, async (tx) => ok(await write(tx, "committed", "yes")))).toEqual(ok(undefined));
    expect(await read("committed")).toEqual(["yes"]);
  });

  it("rolls back a failure and returns it", async () => {
    const failed = await transact(db, async (tx) => {
      await write(tx, "failed", "yes");
      return fail("sold_out");
    });
    expect(failed).toEqual(fail("sold_out"));
    expect(await read("failed")).toEqual([]);
  });

  it("rolls back when the work throws, and runs it once", async () => {
    let runs = 0;
    const thrown = transact(db, async (tx) => {
      runs += 1;
      await write(tx, "thrown", "yes");
      throw new Error("a bug");
    });
    await expect(thrown).rejects.toThrow("a bug");
    expect(runs).toBe(1);
    expect(await read("thrown")).toEqual([]);
  });

  it("rolls a nested failure back to its savepoint", async () => {
    await transact(db, async (tx) => {
      await write(tx, "outer", "yes");
      const inner = await transact(tx, async (savepoint) => {
        await write(savepoint, "inner", "yes");
        return fail("sold_out");
      });
      expect(inner).toEqual(fail("sold_out"));
    });
    expect(await read("outer")).toEqual(["yes"]);
    expect(await read("inner")).toEqual([]);
  });

  it("runs the loser of a deadlock again, so both succeed", async () => {
    await write(db, "left", "before");
    await write(db, "right", "before");
    const bothHoldOne = meetingPoint(2);
    let runs = 0;
    const cross = (mine: string, other: string) =>
      transact(db, async (tx) => {
        runs += 1;
        await write(tx, mine, mine);
        await bothHoldOne();
        await write(tx, other, mine);
        return ok(mine);
      });
    expect(await Promise.all([cross("left", "right"), cross("right", "left")])).toEqual([ok("left"), ok("right")]);
    expect(runs).toBe(3);
    // The later transaction wrote both.
    expect(await read("left")).toEqual(await read("right"));
  });

  it("runs the loser of a serialisation conflict again, even where only COMMIT fails", async () => {
    await write(db, "sum:1", "1");
    await write(db, "sum:2", "1");
    const bothHaveRead = meetingPoint(2);
    let runs = 0;
    const countInto = (key: string) =>
      transact(db, async (tx) => {
        runs += 1;
        await tx.execute(sql`set transaction isolation level serializable`);
        const [{ rows } = { rows: 0 }] = await tx.execute<{ rows: number }>(sql`
          select count(*)::int as rows from settings where key like 'sum:%'`);
        await bothHaveRead();
        await write(tx, key, String(rows));
        return rows;
      });
    expect((await Promise.all([countInto("sum:3"), countInto("sum:4")])).toSorted()).toEqual([2, 3]);
    expect(runs).toBe(3);
  });

  it("gives up after five runs", async () => {
    for (const code of ["40001", "40P01"]) {
      let runs = 0;
      const endless = transact(db, async (tx) => {
        runs += 1;
        await tx.execute(raise(code));
      });
      await expect(endless).rejects.toMatchObject({ cause: { code } });
      expect(runs).toBe(5);
    }
  });

  it("does not retry other database errors", async () => {
    let runs = 0;
    const refused = transact(db, async (tx) => {
      runs += 1;
      await tx.execute(raise("23505"));
    });
    await expect(refused).rejects.toMatchObject({ cause: { code: "23505" } });
    expect(runs).toBe(1);
  });

  it("leaves a conflict in a savepoint to the outermost transaction", async () => {
    let outer = 0;
    let inner = 0;
    await transact(db, async (tx: Tx) => {
      outer += 1;
      await transact(tx, async (savepoint) => {
        inner += 1;
        if (inner === 1) await savepoint.execute(raise("40001"));
      });
    });
    expect([outer, inner]).toEqual([2, 2]);
  });
});
