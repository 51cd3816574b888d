import { asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { variants } from "@/db/schema/catalog";
import { stockMovements } from "@/db/schema/inventory";
import { type CommandContext, toStoredActor } from "@/lib/core/actor";
import type { ProductId } from "@/lib/core/ids";
import type { VariantInput } from "./product-input";
import { differs, type HeldOption, type ValueIds } from "./write-product-parts";

type HeldVariant = typeof variants.$inferSelect & { values: string[] };

/** The product's variants, locked in the order in which an order locks them, each with the words of its option values. */
export async function lockVariants(tx: Tx, productId: ProductId, options: readonly HeldOption[]): Promise<HeldVariant[]> {
  const words = new Map(options.flatMap(({ values }) => values.map(({ id, value }) => [id, value])));
  const rows = await tx.select().from(variants).where(eq(variants.productId, productId)).orderBy(asc(variants.id)).for("update");
  return rows.map((row) => ({
    ...row,
    values: [row.value1Id, row.value2Id, row.value3Id].flatMap((id) => (id === null ? [] : (words.get(id) ?? []))),
  }));
}

/**
 * Updates the variants that were found and inserts the others, with a ledger row for each change of stock.
 * True where anything changed.
 */
export async function writeVariants(
  tx: Tx,
  productId: ProductId,
  pairs: readonly { wanted: VariantInput; held: HeldVariant | undefined }[],
  valueIds: ValueIds,
  { actor, now, setStock }: CommandContext & { setStock: boolean },
): Promise<boolean> {
  const added: (typeof variants.$inferInsert)[] = [];
  const movements: (typeof stockMovements.$inferInsert)[] = [];
  const by = { ...toStoredActor(actor), createdAt: now };
  let changed = false;

  for (const [position, { wanted, held }] of pairs.entries()) {
    const { values, onHand, ...columns } = wanted;
    const [value1Id = null, value2Id = null, value3Id = null] = values.map((value, index) => idOf(valueIds, index, value));
    const row = { ...columns, position, value1Id, value2Id, value3Id };
    if (!held) {
      added.push({ ...row, productId, onHand });
      continue;
    }
    const stock = setStock ? Math.max(onHand, held.reserved) : held.onHand;
    if (!differs(held, { ...row, onHand: stock })) continue;
    changed = true;
    await tx
      .update(variants)
      .set({ ...row, onHand: stock })
      .where(eq(variants.id, held.id));
    if (stock !== held.onHand) movements.push({ variantId: held.id, kind: "adjust", quantity: stock - held.onHand, ...by });
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
