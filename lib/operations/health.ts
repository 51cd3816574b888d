import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { outboxMessages } from "@/db/schema/shop";
import journal from "@/drizzle/meta/_journal.json";
import { log } from "@/lib/core/log";
import type { MediaStore } from "@/lib/media/store";
import { LONGEST_DELAY_MS, longestDelayMs } from "./event-loop";

type State = "ok" | "failing" | "unknown";
export type Health = {
  status: "ok" | "degraded" | "down";
  parts: { database: State; migrations: State; pictures: State; jobs: State; eventLoop: State };
};

/** Holds end every five minutes and mail is sent every minute: anything this much overdue shows that the jobs are not running. */
export const LATE_MINUTES = 20;
/** A part that doesn't answer within this time counts as failing. */
const PATIENCE_MS = 3000;

/**
 * Checks every part of the shop. `down`: no order can be placed, because the database or a migration is missing. A delayed event
 * loop doesn't change the status: shoppers wait, but everything works.
 */
export async function checkHealth(db: Db, store: Pick<MediaStore, "check">, now: Date): Promise<Health> {
  const [database, pictures] = await Promise.all([
    probe("database", async () => (await db.execute(sql`select 1`)).length === 1),
    probe("pictures", async () => {
      await store.check();
      return true;
    }),
  ]);
  const [migrations, jobs]: [State, State] =
    database === "ok"
      ? await Promise.all([probe("migrations", () => isMigrated(db)), probe("jobs", () => isTidy(db, now))])
      : ["unknown", "unknown"];
  const eventLoop: State = longestDelayMs() > LONGEST_DELAY_MS ? "failing" : "ok";
  const parts = { database, migrations, pictures, jobs, eventLoop };
  if (database !== "ok" || migrations !== "ok") return { status: "down", parts };
  return { status: pictures === "ok" && jobs === "ok" ? "ok" : "degraded", parts };
}

async function probe(part: string, works: () => Promise<boolean>): Promise<State> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, false);
  });
  try {
    return (await Promise.race([works(), tooLate])) ? "ok" : "failing";
  } catch (error) {
    log.warn({ err: error, part }, "health: a part fails");
    return "failing";
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the newest migration has run. Throws where none has. */
export async function isMigrated(db: Db): Promise<boolean> {
  const rows = await db.execute<{ newest: string | null }>(sql`select max(created_at) as newest from drizzle.__drizzle_migrations`);
  return Number(rows[0]?.newest) >= Math.max(...journal.entries.map((entry) => entry.when));
}

async function isTidy(db: Db, now: Date): Promise<boolean> {
  const late = new Date(now.getTime() - LATE_MINUTES * 60_000);
  const [holds, mails] = await Promise.all([
    db.$count(orders, and(eq(orders.status, "pending"), lt(orders.expiresAt, late))),
    db.$count(outboxMessages, and(isNull(outboxMessages.sentAt), isNull(outboxMessages.failedAt), lt(outboxMessages.nextTryAt, late))),
  ]);
  return holds === 0 && mails === 0;
}
