import type { Executor } from "@/db/client";
import { taxRates } from "@/db/schema/shop";
import type { TaxRate } from "@/lib/tax/vat";

/** Lists all rates, past ones included: a few dozen rows. */
export async function listTaxRates(db: Executor): Promise<TaxRate[]> {
  return await db.select().from(taxRates);
}
