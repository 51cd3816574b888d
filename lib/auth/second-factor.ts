import { eq, sql } from "drizzle-orm";
import type { Db, Executor, Tx } from "@/db/client";
import { staff, staffAuthenticators, staffPasskeys, staffPasswords, staffRecoveryCodes } from "@/db/schema/staff";
import { transact } from "@/db/transaction";
import type { StaffId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { staffSettings } from "@/lib/settings/settings";
import { replaceRecoveryCodes } from "./recovery-codes";

/** What a member of staff has set up besides the password. */
export type Factors = { authenticator: boolean; passkeys: number };

/** Columns for a query that joins `staff` with another table. */
export const factorColumns = {
  authenticator: sql<boolean>`exists (select from ${staffAuthenticators} where ${staffAuthenticators.staffId} = ${staff.id} and ${staffAuthenticators.confirmedAt} is not null)`,
  passkeys: sql<number>`(select count(*)::int from ${staffPasskeys} where ${staffPasskeys.staffId} = ${staff.id})`,
};

export function hasFactor({ authenticator, passkeys }: Factors): boolean {
  return authenticator || passkeys > 0;
}

/** Until when a second factor can be put off; null if there is one or none is required. */
export function factorDueBy(factors: Factors, addedAt: Date, setting: { value: unknown; updatedAt: Date } | null): Date | null {
  const { required, graceDays } = staffSettings.parse(setting?.value ?? {}).secondFactor;
  if (!required || hasFactor(factors)) return null;
  const since = Math.max(addedAt.getTime(), setting?.updatedAt.getTime() ?? 0);
  return new Date(since + graceDays * 86_400_000);
}

/** Replaces the recovery codes of a member who has a second factor to recover. */
export async function renewRecoveryCodes(db: Db, staffId: StaffId): Promise<Result<{ recoveryCodes: string[] }, "unknown">> {
  return await transact(db, async (tx) => {
    const [member] = await tx
      .select({ factors: factorColumns })
      .from(staff)
      .innerJoin(staffPasswords, eq(staffPasswords.staffId, staff.id))
      .where(eq(staff.id, staffId));
    return member && hasFactor(member.factors) ? ok({ recoveryCodes: await replaceRecoveryCodes(tx, staffId) }) : fail("unknown");
  });
}

/** Recovery codes for the member's first factor; null if they have some from an earlier one. */
export async function firstRecoveryCodes(tx: Tx, staffId: StaffId): Promise<string[] | null> {
  return (await countRecoveryCodes(tx, staffId)) > 0 ? null : await replaceRecoveryCodes(tx, staffId);
}

/** How many of the member's recovery codes are left. */
export async function countRecoveryCodes(db: Executor, staffId: StaffId): Promise<number> {
  return await db.$count(staffRecoveryCodes, sql`${staffRecoveryCodes.staffId} = ${staffId} and ${staffRecoveryCodes.usedAt} is null`);
}

/** Removes the recovery codes of a member without a second factor, for which they stand. */
export async function dropIdleRecoveryCodes(tx: Tx, staffId: StaffId): Promise<void> {
  await tx.execute(sql`
    delete from ${staffRecoveryCodes} where ${staffRecoveryCodes.staffId} = ${staffId}
      and not exists (select from ${staffAuthenticators} a where a.staff_id = ${staffId} and a.confirmed_at is not null)
      and not exists (select from ${staffPasskeys} p where p.staff_id = ${staffId})`);
}
