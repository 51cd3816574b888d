import type { Tx } from "@/db/client";
import { outboxMessages } from "@/db/schema/shop";
import type { OrderId } from "@/lib/core/ids";
import type { ShopSettings } from "@/lib/settings/settings";
import type { OrderMessage } from "./kinds";

export type StaffMessage = Extract<OrderMessage, { kind: `staff_${string}` }> & {
  orderId: OrderId;
  /** Of one kind there is one mail about each thing. */
  about: string;
};

/** Writes to the shop's own address, in the transaction that causes it; to nobody where the owner has named none. */
export async function notifyStaff(tx: Tx, { company }: ShopSettings, messages: readonly StaffMessage[]): Promise<void> {
  if (!company.email || messages.length === 0) return;
  await tx
    .insert(outboxMessages)
    .values(messages.map(({ about, ...message }) => ({ ...message, recipient: company.email, dedupeKey: `${message.kind}:${about}` })))
    .onConflictDoNothing({ target: outboxMessages.dedupeKey });
}
