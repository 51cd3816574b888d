import { createHmac } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { staffRecoveryCodes } from "@/db/schema/staff";
import type { StaffId } from "@/lib/core/ids";
import { subkeys } from "@/lib/core/secrets";
import { readableCode } from "./readable-code";

const CODES = 10;
/** 49 bits. */
const LENGTH = 10;

/** Replaces the member's recovery codes, and returns the new ones, which are shown once: `abcde-fgh23`. */
export async function replaceRecoveryCodes(tx: Tx, staffId: StaffId): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => readableCode(LENGTH));
  await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.staffId, staffId));
  await tx.insert(staffRecoveryCodes).values(codes.map((code) => ({ staffId, hash: hashesOf(staffId, code)[0] })));
  return codes.map((code) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`);
}

/** Whether the code is one of the member's that was not used before. It is used up by this. */
export async function consumeRecoveryCode(tx: Tx, staffId: StaffId, code: string, now: Date): Promise<boolean> {
  const plain = code.toLowerCase().replaceAll(/[\s-]/g, "");
  for (const hash of hashesOf(staffId, plain)) {
    const used = await tx
      .update(staffRecoveryCodes)
      .set({ usedAt: now })
      .where(and(eq(staffRecoveryCodes.staffId, staffId), eq(staffRecoveryCodes.hash, hash), isNull(staffRecoveryCodes.usedAt)))
      .returning({ hash: staffRecoveryCodes.hash });
    if (used.length > 0) return true;
  }
  return false;
}

/** By the current secret first, and by the previous one during a rotation. */
function hashesOf(staffId: StaffId, code: string): [string, ...string[]] {
  const [current, ...previous] = subkeys("staff").map((key) =>
    createHmac("sha256", key).update(`recovery ${staffId} ${code}`).digest("base64url"),
  );
  if (current === undefined) throw new Error("no subkey");
  return [current, ...previous];
}
