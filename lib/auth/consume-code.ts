import type { Tx } from "@/db/client";
import type { StaffId } from "@/lib/core/ids";
import { consumeAuthenticatorCode } from "./authenticator";
import { consumeRecoveryCode } from "./recovery-codes";

/** Whether a code is one of the member's app or else a recovery code, and which of the two. It is used up by this. */
export async function consumeCode(
  tx: Tx,
  staffId: StaffId,
  code: string,
  now: Date,
): Promise<"authenticator" | "recovery_code" | undefined> {
  if (await consumeAuthenticatorCode(tx, staffId, code, now)) return "authenticator";
  return (await consumeRecoveryCode(tx, staffId, code, now)) ? "recovery_code" : undefined;
}
