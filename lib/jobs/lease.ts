import { and, eq, gt, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { jobLeases } from "@/db/schema/shop";

/** The time for which a killed holder blocks its job; a live one extends its lease with every batch. */
const LEASE_MINUTES = 2;

// The database's clock decides, because those of the processes may differ.
const untilLater = sql`now() + make_interval(mins => ${LEASE_MINUTES})`;

/** Takes the job's lease for `holder` (a UUID). Returns false if it has another holder. */
export async function takeLease(db: Db, job: string, holder: string): Promise<boolean> {
  const taken = await db
    .insert(jobLeases)
    .values({ job, holder, expiresAt: untilLater })
    .onConflictDoUpdate({ target: jobLeases.job, set: { holder, expiresAt: untilLater }, setWhere: lte(jobLeases.expiresAt, sql`now()`) })
    .returning({ job: jobLeases.job });
  return taken.length > 0;
}

/** Extends the lease. Returns false if it has expired, and the holder must stop. */
export async function extendLease(db: Db, job: string, holder: string): Promise<boolean> {
  const extended = await db
    .update(jobLeases)
    .set({ expiresAt: untilLater })
    .where(and(eq(jobLeases.job, job), eq(jobLeases.holder, holder), gt(jobLeases.expiresAt, sql`now()`)))
    .returning({ job: jobLeases.job });
  return extended.length > 0;
}

export async function releaseLease(db: Db, job: string, holder: string): Promise<void> {
  await db.delete(jobLeases).where(and(eq(jobLeases.job, job), eq(jobLeases.holder, holder)));
}
