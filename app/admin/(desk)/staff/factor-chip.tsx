import { Chip } from "@/components/admin/chip";
import type { StaffMember } from "@/lib/auth/staff-accounts";

/** Which second factor somebody has. */
export function FactorChip({ factors: { authenticator, passkeys } }: Pick<StaffMember, "factors">) {
  const words = [passkeys > 0 && "Passkey", authenticator && "Authenticator"].filter(Boolean).join(", ");
  return words ? <Chip tone="ok">{words}</Chip> : <Chip tone="wait">Password only</Chip>;
}
