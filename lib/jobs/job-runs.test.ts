import { asc, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { jobRuns } from "@/db/schema/shop";
import { createCart, testDatabase } from "@/db/testing";
import { cleanJobRuns, recordRun } from "./job-runs";
import { jobs, runJob } from "./jobs";
import { takeLease } from "./lease";
import { listJobs } from "./list-jobs";

const { db, client } = await testDatabase();
const NOW = new Date("2026-11-30T10:00:30Z");
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const days = (count: number) => minutes(count * 24 * 60);

beforeEach(async () => {
  await db.delete(jobRuns);
});

const stateOf = async (job: string, now = NOW) => (await listJobs(db, now)).find((state) => state.job === job);
const run = (job: string, startedAt: Date, error?: unknown) =>
  recordRun(db, { job, startedAt, durationMs: 5, done: 1, ...(error ? { error } : { remaining: 0 }) });

test("records each run with what it did", async () => {
  await createCart(db, [], { touchedAt: days(-30) });
  await runJob(db, "clean-carts", NOW);
  expect(await db.select().from(jobRuns)).toMatchObject([
    { job: "clean-carts", startedAt: NOW, durationMs: expect.any(Number), done: 1, remaining: 0, error: null },
  ]);
});

test("records why a run failed, without personal data, and still fails", async () => {
  await createCart(db, [], { touchedAt: days(-30) });
  await client`create function refuse() returns trigger language plpgsql as $$ begin raise 'refused: "ana@example.com"'; end $$`;
  await client`create trigger refuse before delete on carts for each row execute function refuse()`;
  await expect(runJob(db, "clean-carts", NOW)).rejects.toThrow();
  await client`drop trigger refuse on carts`;
  expect(await db.select().from(jobRuns)).toMatchObject([
    { job: "clean-carts", done: 0, remaining: null, error: "PostgresError: refused: [value]" },
  ]);
});

test("a run that can't be recorded has still happened", async () => {
  await client`alter table job_runs rename to elsewhere`;
  expect(await runJob(db, "clean-carts", NOW)).toMatchObject({ remaining: 0 });
  await client`alter table elsewhere rename to job_runs`;
});

test("a run left to another caller is not recorded", async () => {
  await takeLease(db, "clean-carts", crypto.randomUUID());
  await runJob(db, "clean-carts", NOW);
  expect(await db.$count(jobRuns)).toBe(0);
  expect(await stateOf("clean-carts")).toMatchObject({ isRunning: true });
  await client`delete from job_leases`;
});

test("cuts a long error", async () => {
  await run("send-mail", NOW, new Error("no answer ".repeat(300)));
  expect((await stateOf("send-mail"))?.last?.error).toMatch(/^Error: (no answer )+.*…$/);
});

test("lists every job with its last run and its next", async () => {
  await run("send-mail", minutes(-1));
  expect((await listJobs(db, NOW)).map(({ job }) => job).toSorted()).toEqual(Object.keys(jobs).toSorted());
  expect(await stateOf("send-mail")).toEqual({
    job: "send-mail",
    schedule: "* * * * *",
    isRunning: false,
    last: { startedAt: minutes(-1), durationMs: 5, done: 1, remaining: 0, error: null },
    succeededAt: minutes(-1),
    failingSince: null,
    nextAt: new Date("2026-11-30T10:01:00Z"),
    isMissed: false,
  });
  expect(await stateOf("clean-carts")).toMatchObject({ last: null, failingSince: null, isMissed: false });
});

test("puts failing jobs first, with the time since when, and then those that were missed", async () => {
  await run("send-refunds", minutes(-9));
  for (const at of [-8, -7]) await run("send-refunds", minutes(at), new Error("no answer"));
  await run("apply-inbox", minutes(-12));
  await run("answer-tracking", minutes(-10));
  const [first, second, third] = await listJobs(db, NOW);
  expect(first).toMatchObject({
    job: "send-refunds",
    failingSince: minutes(-8),
    succeededAt: minutes(-9),
    last: { error: "Error: no answer" },
  });
  expect(second).toMatchObject({ job: "apply-inbox", isMissed: true });
  expect(third).toMatchObject({ isMissed: false, failingSince: null });
  await run("send-refunds", minutes(-6));
  expect(await stateOf("send-refunds")).toMatchObject({ failingSince: null });
});

test("deletes runs of more than seven days ago, and keeps the last of each job", async () => {
  for (const at of [-9, -8, -7, -1]) await run("send-mail", days(at));
  await run("clean-carts", days(-20));
  expect(await cleanJobRuns(db, NOW, 1)).toEqual({ done: 1, remaining: 1 });
  expect(await cleanJobRuns(db, NOW, 10)).toEqual({ done: 1, remaining: 0 });
  const left = await db.select().from(jobRuns).where(eq(jobRuns.job, "send-mail")).orderBy(asc(jobRuns.id));
  expect(left.map(({ startedAt }) => startedAt)).toEqual([days(-7), days(-1)]);
  expect(await db.$count(jobRuns, eq(jobRuns.job, "clean-carts"))).toBe(1);
});
