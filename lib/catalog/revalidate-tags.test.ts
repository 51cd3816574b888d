import { expect, test, vi } from "vitest";
import { listen } from "@/db/listen";
import { testDatabase } from "@/db/testing";
import { forgetRevalidations, HEARTBEAT, listRevalidated, revalidateTags, sendHeartbeat } from "./revalidate-tags";

const { db, client, url } = await testDatabase();

test("receives a transaction's tags when it commits, none of one that fails, and listens again after a lost connection", async () => {
  const heard: string[] = [];
  let listening = 0;
  const { firstTry, stop } = listen(url, "revalidate", {
    onNotification: (payload) => heard.push(payload),
    onListening: () => {
      listening += 1;
    },
  });
  await firstTry;
  expect(listening).toBe(1);

  const failed = db.transaction(async (tx) => {
    await revalidateTags(tx, "never");
    throw new Error("rolled back");
  });
  await expect(failed).rejects.toThrow("rolled back");
  await db.transaction(async (tx) => {
    await revalidateTags(tx, "product:shirt", "listings");
    expect(heard).toEqual([]);
  });
  await vi.waitFor(() => expect(heard).toEqual(["product:shirt", "listings"]), 10_000);

  await client`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`;
  await vi.waitFor(() => expect(listening).toBe(2), 15_000);
  await revalidateTags(db, "after");
  await vi.waitFor(() => expect(heard).toContain("after"), 10_000);
  await stop();
});

test("lists what changed since the last heartbeat, for a server that heard nothing meanwhile, and forgets it after a day", async () => {
  const heard: string[] = [];
  const { firstTry, stop } = listen(url, "revalidate", { onNotification: (payload) => heard.push(payload), onListening: () => {} });
  await firstTry;
  await client`update revalidations set changed_at = now() - interval '1 hour'`;
  await sendHeartbeat(db);
  await vi.waitFor(() => expect(heard).toHaveLength(1), 10_000);
  await stop();
  const since = heard[0]?.slice(HEARTBEAT.length) ?? "";

  await revalidateTags(db, "product:coat", "listings");
  await revalidateTags(db, "listings");
  expect((await listRevalidated(db, since, 10)).toSorted()).toEqual(["listings", "product:coat"]);
  expect(await listRevalidated(db, since, 1)).toHaveLength(1);

  const inADay = new Date(Date.now() + 25 * 3_600_000);
  expect((await forgetRevalidations(db, inADay, 2)).done).toBe(2);
  expect((await forgetRevalidations(db, inADay, 100)).remaining).toBe(0);
  expect(await client`select 1 from revalidations`).toEqual([]);
});
