import { asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { variants } from "@/db/schema/catalog";
import { stockMovements } from "@/db/schema/inventory";
import { type CommandContext, toStoredActor } from "@/lib/core/actor";
import type { ProductId } from "@/lib/core/ids";
import type { VariantInput } from "./product-input";
import { differs, type StoredOption, type ValueIds } from "./write-product-parts";

type StoredVariant = typeof variants.$inferSelect & { values: string[] };

/** Locks the product's variants in the same sequence as orders do, and returns each with the texts of its option values. */
export async function lockVariants(tx: Tx, productId: ProductId, options: readonly StoredOption[]): Promise<StoredVariant[]> {
  const words = new Map(options.flatMap(({ values }) => values.map(({ id, value }) => [id, value])));
  const rows = await tx.select().from(variants).where(eq(variants.productId, productId)).orderBy(asc(variants.id)).for("no key update");
  return rows.map((row) => ({
    ...row,
    values: [row.value1Id, row.value2Id, row.value3Id].flatMap((id) => (id === null ? [] : (words.get(id) ?? []))),
  }));
}

/**
 * Updates the stored variants and inserts the others, with a ledger row for each change of stock. Returns whether
 * anything changed.
 */
export async function writeVariants(
  tx: Tx,
  productId: ProductId,
  pairs: readonly { wanted: VariantInput; stored: StoredVariant | undefined }[],
  valueIds: ValueIds,
  { actor, now, setStock }: CommandContext & { setStock: boolean },
): Promise<boolean> {
  const added: (typeof variants.$inferInsert)[] = [];
  const movements: (typeof stockMovements.$inferInsert)[] = [];
  const by = { ...toStoredActor(actor), createdAt: now };
  let changed = false;

  for (const [position, { wanted, stored }] of pairs.entries()) {
    const { values, onHand, ...columns } = wanted;
    const [value1Id = null, value2Id = null, value3Id = null] = values.map((value, index) => idOf(valueIds, index, value));
    const row = { ...columns, position, value1Id, value2Id, value3Id };
    if (!stored) {
      added.push({ ...row, productId, onHand });
      continue;
    }
    const stock = setStock ? Math.max(onHand, stored.reserved) : stored.onHand;
    if (!differs(stored, { ...row, onHand: stock })) continue;
    changed = true;
    await tx
      .update(variants)
      .set({ ...row, onHand: stock })
      .where(eq(variants.id, stored.id));
    if (stock !== stored.onHand) movements.push({ variantId: stored.id, kind: "adjust", quantity: stock - stored.onHand, ...by });
  }

  if (added.length > 0) {
    const rows = await tx.insert(variants).values(added).returning({ variantId: variants.id, quantity: variants.onHand });
    const received = rows.filter(({ quantity }) => quantity > 0);
    movements.push(...received.map((row) => ({ ...row, kind: "receive" as const, ...by })));
  }
  if (movements.length > 0) await tx.insert(stockMovements).values(movements);
  return changed || added.length > 0;
}

function idOf(valueIds: ValueIds, index: number, value: string): string {
  const id = valueIds[index]?.get(value);
  if (id === undefined) throw new Error(`the option at place ${index + 1} has no value ${value}`);
  return id;
}
