import { readClock } from "@/db/clock";
import { database } from "./database";

/** The time of a request: the database's, not this server's. */
export async function currentTime(): Promise<Date> {
  return await readClock(database());
}
