import { type CommandContext, GUEST } from "@/lib/core/actor";
import { staffIdSchema } from "@/lib/core/ids";

/** The member of staff in every test. */
export const STAFF = { kind: "staff", id: staffIdSchema.parse("5f0d5c1e-3c1b-4a55-9d0e-6a4f2f1f7b10") } as const;

export const byStaff = (now: Date): CommandContext => ({ actor: STAFF, now });
export const byCustomer = (now: Date): CommandContext => ({ actor: GUEST, now });
