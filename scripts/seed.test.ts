import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import { openMediaStore } from "@/lib/media/store";
import { seedDemo } from "./seed";

const { db, client } = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), "seed-"));
afterAll(() => rm(folder, { recursive: true }));
const store = openMediaStore({ MEDIA_DIR: folder });
const NOW = new Date("2026-11-20T10:00:00Z");

const counts = async () =>
  (
    await client`select
      (select count(*)::int from products) as products, (select count(*)::int from variants) as variants,
      (select count(*)::int from categories) as categories, (select count(*)::int from collections) as collections,
      (select count(*)::int from coupons) as coupons, (select count(*)::int from price_history) as prices,
      (select count(*)::int from stock_movements) as movements, (select max(updated_at) from products) as updated_at`
  )[0];

test("fills a shop with lawful sales and a matching ledger, and changes nothing on a second run", { timeout: 120_000 }, async () => {
  await seedDemo(db, store, NOW);
  const first = await counts();
  expect(first?.products).toBeGreaterThanOrEqual(48);
  expect(first?.variants).toBeGreaterThanOrEqual(300);
  expect(first).toMatchObject({ categories: 6, collections: 4, coupons: 2 });

  const [sales] = await client`
    select count(*)::int as n,
      count(*) filter (where exists (select 1 from price_history h where h.variant_id = v.id and h.sale_price_cents is null
        and h.price_cents = v.price_cents and h.valid_from = ${NOW.toISOString()}::timestamptz - interval '60 days'))::int as had_full_price,
      count(*) filter (where exists (select 1 from price_history h where h.variant_id = v.id
        and h.sale_price_cents = v.sale_price_cents and h.valid_from = ${NOW.toISOString()}::timestamptz - interval '10 days'))::int as sale_followed
    from variants v where sale_price_cents is not null`;
  expect(sales?.n).toBeGreaterThan(0);
  expect(sales).toMatchObject({ had_full_price: sales?.n, sale_followed: sales?.n });

  const unequal = await client`
    select sku from variants v
    where on_hand <> (select coalesce(sum(quantity), 0) from stock_movements where variant_id = v.id and kind = 'receive')`;
  expect(unequal).toHaveLength(0);

  await seedDemo(db, store, new Date("2026-11-21T10:00:00Z"));
  expect(await counts()).toEqual(first);
});

test("every picture of the catalogue is in the store", async () => {
  const media = await client<{ key: string; width: number }[]>`select key, width from media`;
  for (const { key, width } of media) {
    for (const size of [width, Math.round(width / 2)]) {
      expect([await store.has(`${key}-${size}.avif`), await store.has(`${key}-${size}.webp`)]).toEqual([true, true]);
    }
  }
});
