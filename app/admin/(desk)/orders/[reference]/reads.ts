import { staffRead } from "@/app/_server/staff";
import { findOrderSheet } from "@/lib/operations/order-sheet";
import { readReference } from "@/lib/orders/reference";

export const readOrder = staffRead("orders:read", async ({ db }, typed: string) => {
  const reference = readReference(typed);
  return reference && (await findOrderSheet(db, reference));
});
