import { sql } from "drizzle-orm";
import type { Db } from "./client";

/** How long the process counts on from a reading with its own clock. */
const READING_MS = 60_000;

const readings = new WeakMap<Db, { time: number; at: number }>();

/**
 * Returns the database's time, because the clocks of servers may differ. It is read once a minute at most and counted on by
 * the process's monotonic clock, which nobody sets. Read it once for each unit of work.
 */
export async function readClock(db: Db): Promise<Date> {
  let reading = readings.get(db);
  if (!reading || performance.now() - reading.at > READING_MS) {
    const [row] = await db.execute<{ time: number }>(sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as time`);
    if (!row) throw new Error("the database gave no time");
    reading = { time: row.time, at: performance.now() };
    readings.set(db, reading);
  }
  return new Date(reading.time + performance.now() - reading.at);
}
