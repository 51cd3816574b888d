import type { Tx } from "@/db/client";
import { nameVariants } from "@/lib/catalog/name-variants";
import type { OrderId } from "@/lib/core/ids";
import { notifyStaff } from "@/lib/outbox/notify-staff";
import { getSettings } from "@/lib/settings/settings";
import type { Reserved } from "./move-stock";

/** Notifies staff of each variant that an order's reservation brought down to its threshold, once per crossing. */
export async function notifyLowStock(tx: Tx, orderId: OrderId, reserved: readonly Reserved[]): Promise<void> {
  const scarce = reserved.filter(({ available, threshold, quantity }) => available <= threshold && available + quantity > threshold);
  if (scarce.length === 0) return;
  const names = await nameVariants(
    tx,
    scarce.map(({ variantId }) => variantId),
  );
  await notifyStaff(
    tx,
    await getSettings(tx),
    scarce.flatMap(({ variantId, available, threshold }) => {
      const named = names.get(variantId);
      if (!named) return [];
      const { sku, name, options } = named;
      const about = { orderId, about: `${orderId}:${variantId}` };
      return [{ kind: "staff_low_stock" as const, data: { sku, name, options, available, threshold }, ...about }];
    }),
  );
}
