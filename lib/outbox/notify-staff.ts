import type { Tx } from "@/db/client";
import { outboxMessages } from "@/db/schema/shop";
import type { OrderId } from "@/lib/core/ids";
import type { ShopSettings } from "@/lib/settings/settings";
import type { AlertMessage, OrderMessage } from "./kinds";

export type StaffMessage = (
  | (Extract<OrderMessage, { kind: `staff_${string}` }> & { orderId: OrderId })
  | (AlertMessage & { orderId: OrderId | null })
) & {
  /** The matter it is about: there is one mail of each kind about each matter. */
  about: string;
};

/** Writes to the shop's own address, in the transaction of the cause; does nothing if the owner has set no address. */
export async function notifyStaff(tx: Tx, { company }: ShopSettings, messages: readonly StaffMessage[]): Promise<void> {
  if (!company.email || messages.length === 0) return;
  await tx
    .insert(outboxMessages)
    .values(messages.map(({ about, ...message }) => ({ ...message, recipient: company.email, dedupeKey: `${message.kind}:${about}` })))
    .onConflictDoNothing({ target: outboxMessages.dedupeKey });
}
