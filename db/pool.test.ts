import { connect, createServer, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openDatabase } from "./client";
import { isUnavailable } from "./pool";
import { testDatabase } from "./testing";

const { url } = await testDatabase();
const LIMITS = { waiting: 3, acquireMs: 400, statementMs: 1500, transactionMs: 5000 };

/** Stands between shop and database, and fails as networks and servers do. */
async function startWire() {
  const sockets = new Set<Socket>();
  let state: "open" | "silent" | "refusing" = "open";
  const { hostname, port } = new URL(url);
  const server = createServer((near) => {
    if (state === "refusing") return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => state === "open" && to.write(data));
      from.on("close", () => to.destroy());
      from.on("error", () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own = new URL(url);
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the wire has no address");
  own.hostname = "127.0.0.1";
  own.port = String(address.port);
  return {
    url: own.href,
    /** Answers nothing, but keeps its connections, as a stopped process does. */
    silence: () => {
      state = "silent";
    },
    /** Cuts every connection and accepts no other. */
    cut: () => {
      state = "refusing";
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      state = "open";
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

let wire: Awaited<ReturnType<typeof startWire>>;
let shop: ReturnType<typeof openDatabase>;
beforeEach(async () => {
  wire = await startWire();
  shop = openDatabase(wire.url, { max: 4, limits: LIMITS, connect_timeout: 1 });
});
afterEach(async () => {
  wire.close();
  await shop.client.end({ timeout: 0 });
});

const ask = async () => await shop.db.execute(sql`select 1 as one`);
const buy = async () => await shop.db.transaction(async (tx) => await tx.execute(sql`select pg_advisory_xact_lock_shared(1)`));

it("heals after outages under load: no statement fails once the database is back", async () => {
  for (let outage = 1; outage <= 4; outage += 1) {
    let isCut = false;
    // As many as have a connection or may wait for one.
    const during = Array.from({ length: 7 }, async (_, index) => {
      while (!isCut) await (index % 2 ? ask() : buy()).catch(() => {});
    });
    await setTimeout(outage);
    isCut = true;
    wire.cut();
    await Promise.all(during);
    wire.mend();
    // Connections that were idle are known to be lost only once their sockets say so: a round uses all four.
    await vi.waitFor(async () => await Promise.all(Array.from({ length: 4 }, buy)), 5000);
    const after = await Promise.all(Array.from({ length: 3 }, async () => await Promise.all([ask(), buy()])));
    expect(after, `outage ${outage}`).toHaveLength(3);
  }
});

it("ends the wait for a database that answers nothing, and refuses further work at once", async () => {
  await ask();
  wire.silence();
  const started = performance.now();
  await expect(ask()).rejects.toSatisfy(isUnavailable);
  expect(performance.now() - started).toBeLessThan(LIMITS.statementMs + 500);
  const again = performance.now();
  await expect(ask()).rejects.toSatisfy(isUnavailable);
  expect(performance.now() - again).toBeLessThan(100);
  expect(await shop.pool.isAvailable()).toBe(false);
});

it("bounds its queue in length and time", async () => {
  const hold = async (tx: Parameters<Parameters<typeof shop.db.transaction>[0]>[0]) => await tx.execute(sql`select pg_sleep(1.5)`);
  const holding = Array.from({ length: 4 }, async () => await shop.db.transaction(hold));
  const waiting = Array.from({ length: LIMITS.waiting }, async () => await ask().catch((error: unknown) => error));
  await vi.waitFor(() => expect(shop.pool.load()).toMatchObject({ inUse: 4, waiting: LIMITS.waiting }));
  expect(await shop.pool.isAvailable(), "a full queue").toBe(false);
  const started = performance.now();
  await expect(ask()).rejects.toSatisfy(isUnavailable);
  expect(performance.now() - started, "one too many is refused at once").toBeLessThan(100);
  for (const outcome of await Promise.all(waiting)) expect(isUnavailable(outcome)).toBe(true);
  await Promise.all(holding);
  expect(shop.pool.load()).toMatchObject({ inUse: 0, waiting: 0, isUp: true });
});

it("keeps a connection after an error that is not its own", async () => {
  await expect(shop.db.execute(sql`select 1 / 0`)).rejects.toSatisfy((error) => !isUnavailable(error));
  const [before] = await shop.db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await expect(shop.db.execute(sql`select nonsense`)).rejects.toThrow();
  const [after] = await shop.db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  expect(after?.pid).toBe(before?.pid);
});

it("commits nothing of a transaction whose error was swallowed, and only the whole of nested ones", async () => {
  const swallowed = shop.db.transaction(async (tx) => {
    await tx.execute(sql`create table swallowed (id int)`);
    await tx.execute(sql`select 1 / 0`).catch(() => {});
  });
  await expect(swallowed).rejects.toThrow("swallowed");
  await shop.db.transaction(async (tx) => {
    await tx.execute(sql`create table nested (id int)`);
    for (const id of [1, 2, 3]) {
      const inner = tx.transaction(async (savepoint) => {
        await savepoint.execute(sql`insert into nested values (${id})`);
        if (id === 2) throw new Error("undone");
        await savepoint.transaction(async (deeper) => await deeper.execute(sql`insert into nested values (${id * 10})`));
      });
      await inner.catch(() => {});
    }
  });
  expect(await shop.db.execute(sql`select to_regclass('swallowed') as found`)).toMatchObject([{ found: null }]);
  expect((await shop.db.execute<{ id: number }>(sql`select id from nested order by id`)).map(({ id }) => id)).toEqual([1, 3, 10, 30]);
  await shop.db.execute(sql`drop table nested`);
});
