import type { Sql } from "postgres";
import { revalidationSecret } from "@/app/_server/cache-invalidation";
import { tags } from "@/lib/catalog/tags";
import { expect, test } from "./fixtures";
import { openOwnShop } from "./own-shop";

/** One of each kind of page. */
const PAGES = [
  "/",
  "/products/product-7",
  "/categories/tops",
  "/categories/tops?color=clay&sort=price",
  "/collections/linen",
  "/collections/linen?size=m",
  "/search?q=shirt",
  "/cart",
  "/sitemap.xml",
];

/** The most statements that a page may need, for its layout, its own data and its lists. */
const MAX_STATEMENTS = 20;

test("a page runs as many statements with 1,000 products as with 10", async ({ request, sql }, { workerIndex }) => {
  test.setTimeout(240_000);
  const name = `counted_shop_${workerIndex}`;
  await sql`create extension if not exists pg_stat_statements`;
  const shop = await openOwnShop({ name, portOffset: 3, fill: (own) => fill(own, 10) });
  try {
    const few = await countStatements(shop.address, sql, name);
    await fill(shop.sql, 1000);
    const dropped = await request.post(`${shop.address}/api/revalidate`, {
      headers: { Authorization: `Bearer ${revalidationSecret()}` },
      data: { tags: [tags.root] },
    });
    expect(dropped.ok()).toBe(true);
    const many = await countStatements(shop.address, sql, name);
    console.log("statements per page:", few);
    expect(many).toEqual(few);
    for (const [page, count] of Object.entries(few)) expect(count, page).toBeLessThanOrEqual(MAX_STATEMENTS);
    expect(few["/products/product-7"], "the cache was warm").toBeGreaterThan(0);
  } finally {
    await shop.close();
  }
});

/** Counts each page's statements in PostgreSQL, in a shop with empty caches. */
async function countStatements(address: string, watcher: Sql, database: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const page of PAGES) {
    await watcher`select pg_stat_statements_reset(0, oid, 0) from pg_database where datname = ${database}`;
    const response = await fetch(address + page);
    expect(response.status, page).toBe(200);
    await response.text();
    counts[page] = await statementsSince(watcher, database);
  }
  return counts;
}

/** Counts statements, except the driver's own about types, and those that come with time: the heartbeat, the clock, and whether the database answers. */
async function statementsSince(watcher: Sql, database: string): Promise<number> {
  const [row] = await watcher<{ calls: number }[]>`
    select coalesce(sum(calls), 0)::int as calls from pg_stat_statements s join pg_database d on d.oid = s.dbid
    where datname = ${database} and query not ilike '%pg_catalog.pg_type%'
      and query not like '%pg_notify(%' and query not like '%clock_timestamp()%' and query <> 'select $1'`;
  return row?.calls ?? 0;
}

/** Fills the shop only with products like the demo's: three colours, three sizes, a picture; in a category and a collection. */
async function fill(shop: Sql, products: number): Promise<void> {
  await shop.unsafe(`
    truncate categories, collections, media, products cascade;
    insert into categories (slug, name) values ('tops', 'Tops');
    insert into collections (slug, name) values ('linen', 'Linen');
    insert into media (key, width, height, blur) values ('shirt', 1200, 1500, 'data:image/webp;base64,AAAA');
    insert into products (slug, name, status, category_id, keywords, published_at)
      select 'product-' || n, 'Shirt ' || n, 'active', (select id from categories), 'linen shirt', now() - n * interval '1 hour'
      from generate_series(1, ${products}) n;
    insert into product_collections (product_id, collection_id, position)
      select id, (select id from collections), row_number() over (order by slug) from products;
    insert into images (product_id, media_key, position, alt) select id, 'shirt', 1, name from products;
    insert into product_options (product_id, position, name, kind) select id, 1, 'Colour', 'color'::option_kind from products
      union all select id, 2, 'Size', 'size' from products;
    insert into option_values (option_id, slug, value, position, swatch)
      select product_options.id, slug, initcap(slug), given.position, swatch from product_options
      join (values ('color', 'clay', 1, '#9c4421'), ('color', 'moss', 2, '#3f5230'), ('color', 'sand', 3, '#f5f0e6'),
                   ('size', 's', 1, null), ('size', 'm', 2, null), ('size', 'l', 3, null)) given (kind, slug, position, swatch)
        on given.kind = product_options.kind::text;
    insert into variants (product_id, sku, position, value1_id, value2_id, price_cents, sale_price_cents, on_hand)
      select color.product_id, products.slug || '-' || color_value.slug || '-' || size_value.slug, color_value.position * 3 + size_value.position,
        color_value.id, size_value.id, 5900, case when color_value.slug = 'clay' then 4900 end, 5
      from products join product_options color on color.product_id = products.id and color.position = 1
      join product_options size on size.product_id = products.id and size.position = 2
      join option_values color_value on color_value.option_id = color.id join option_values size_value on size_value.option_id = size.id;
  `);
  await shop`analyze`;
}
