import { expect, test } from "vitest";
import { createVariant, testDatabase } from "@/db/testing";
import { SYSTEM } from "@/lib/core/actor";
import { cents } from "@/lib/core/money";
import { slugify } from "@/lib/core/slug";
import type { OptionInput, ProductInput, VariantInput } from "./product-input";
import { writeProduct } from "./write-product";

const { db, client, url } = await testDatabase();
const NOW = new Date("2026-11-20T10:00:00Z");

let serial = 0;
const option = (name: string, kind: OptionInput["kind"], ...values: string[]): OptionInput => ({
  name,
  kind,
  values: values.map((value) => ({ value, slug: slugify(value), swatch: kind === "color" ? "#9c4421" : null })),
});
const variant = (sku: string, values: string[], more: Partial<VariantInput> = {}): VariantInput => ({
  sku,
  values,
  priceCents: cents(4900),
  salePriceCents: null,
  barcode: null,
  weightGrams: 200,
  onHand: 5,
  ...more,
});

/** A separate shirt for each test, whose SKUs end with its number. */
function shirt() {
  serial += 1;
  const id = serial;
  const sku = (name: string) => `${name}-${id}`;
  const input: ProductInput = {
    slug: `shirt-${id}`,
    name: "Shirt",
    details: { status: "active", material: "Linen", publishedAt: new Date("2026-10-01T08:00:00Z") },
    options: [option("Colour", "color", "Clay", "Moss"), option("Size", "size", "S", "M")],
    variants: [variant(sku("CS"), ["Clay", "S"]), variant(sku("CM"), ["Clay", "M"]), variant(sku("MS"), ["Moss", "S"], { onHand: 0 })],
  };
  return { input, sku };
}

const write = (input: ProductInput, more: { setStock?: boolean } = {}) => writeProduct(db, input, { now: NOW, actor: SYSTEM, ...more });

async function stateOf(slug: string) {
  const [row] = await client`
    select to_jsonb(p) - 'search_document' as product,
      (select json_agg(v order by position) from variants v where product_id = p.id) as variants,
      (select json_agg(o order by o.position) from product_options o where product_id = p.id) as options,
      (select json_agg(ov order by ov.id) from option_values ov join product_options o on o.id = ov.option_id where product_id = p.id) as values,
      (select json_agg(h order by h.id) from price_history h join variants v on v.id = h.variant_id where product_id = p.id) as prices,
      (select json_agg(m order by m.id) from stock_movements m join variants v on v.id = m.variant_id where product_id = p.id) as movements
    from products p where slug = ${slug}`;
  return row;
}

test("creates a complete product, with its stock received through the ledger", async () => {
  const { input } = shirt();
  expect(await write(input)).toMatchObject({ ok: true, value: { outcome: "created", unlistedSkus: [] } });
  const state = await stateOf(input.slug);
  expect(state?.product).toMatchObject({ name: "Shirt", status: "active", material: "Linen" });
  expect(state?.values).toHaveLength(4);
  expect(state?.movements).toMatchObject([
    { kind: "receive", quantity: 5, actor_kind: "system", actor_id: null },
    { kind: "receive", quantity: 5, actor_kind: "system", actor_id: null },
  ]);
});

test("changes nothing when the same input is written again", async () => {
  const { input } = shirt();
  await write(input);
  const before = await stateOf(input.slug);
  const again = await writeProduct(db, input, { now: new Date("2026-11-21T10:00:00Z"), actor: SYSTEM, setStock: true });
  expect(again).toMatchObject({ ok: true, value: { outcome: "unchanged" } });
  expect(await stateOf(input.slug)).toEqual(before);
});

test.each([
  ["a script tag", "<p>Linen</p><script>alert(1)</script>", "<p>Linen</p>"],
  ["an event handler", '<p onclick="alert(1)">Linen</p>', "<p>Linen</p>"],
  ["a javascript: link", '<p><a href="javascript:alert(1)">Linen</a></p>', "<p><a>Linen</a></p>"],
  ["a javascript: link in disguise", '<p><a href="&#106;ava\tscript:alert(1)">Linen</a></p>', "<p><a>Linen</a></p>"],
  ["a picture that fails", '<p>Linen<img src=x onerror="alert(1)"></p>', "<p>Linen</p>"],
  ["a frame in a drawing", "<p>Linen</p><svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></svg>", "<p>Linen</p>"],
])("sanitises a description with %s before writing it, and finds it unchanged afterwards", async (_, descriptionHtml, harmless) => {
  const { input } = shirt();
  const described = { ...input, details: { ...input.details, descriptionHtml } };
  await write(described);
  expect((await stateOf(input.slug))?.product.description_html).toBe(harmless);
  expect(await write(described)).toMatchObject({ ok: true, value: { outcome: "unchanged" } });
  expect(await write({ ...input, details: { descriptionHtml: harmless } })).toMatchObject({ ok: true, value: { outcome: "unchanged" } });
  await write({ ...input, details: { descriptionHtml: `${harmless}<script>alert(2)</script>` } });
  expect((await stateOf(input.slug))?.product.description_html).toBe(harmless);
});

test("updates differences, adds new variants, keeps omitted ones, and drops unused option values", async () => {
  const { input, sku } = shirt();
  await write(input);
  const changed = {
    ...input,
    name: "Linen shirt",
    details: { status: "draft" as const },
    options: [option("Colour", "color", "Clay", "Moss"), option("Size", "size", "S", "L")],
    variants: [
      variant(sku("CS"), ["Clay", "S"], { salePriceCents: cents(3900), onHand: 99 }),
      variant(sku("CL"), ["Clay", "L"]),
      variant(sku("NEW"), ["Moss", "S"]),
    ],
  };
  expect(await write(changed)).toMatchObject({ ok: true, value: { outcome: "updated", unlistedSkus: [sku("CM")] } });
  const state = await stateOf(input.slug);
  expect(state?.product).toMatchObject({ name: "Linen shirt", status: "draft", material: "Linen" });
  expect(state?.variants.map((row: { sku: string; on_hand: number }) => `${row.sku} ${row.on_hand}`).toSorted()).toEqual(
    [`${sku("CL")} 5`, `${sku("CM")} 5`, `${sku("CS")} 5`, `${sku("NEW")} 0`].toSorted(),
  );
  expect(state?.values.map((row: { value: string }) => row.value).toSorted()).toEqual(["Clay", "L", "M", "Moss", "S"]);
  expect(state?.prices).toHaveLength(5);
  // Without the last variant that used M, the value is dropped too.
  await client`delete from price_history`;
  expect(await write({ ...changed, variants: [...changed.variants, variant(sku("CM"), ["Moss", "L"])] })).toMatchObject({ ok: true });
  expect((await stateOf(input.slug))?.values.map((row: { value: string }) => row.value).toSorted()).toEqual(["Clay", "L", "Moss", "S"]);
});

test("sets stock on request, by an adjustment, never below the reserved units", async () => {
  const { input, sku } = shirt();
  await write(input);
  await client`update variants set reserved = 3 where sku = ${sku("CS")}`;
  const counted = input.variants.map((wanted) => ({ ...wanted, onHand: 1 }));
  await write({ ...input, variants: counted }, { setStock: true });
  const state = await stateOf(input.slug);
  expect(state?.variants.map((row: { on_hand: number }) => row.on_hand)).toEqual([3, 1, 1]);
  const sums =
    await client`select v.on_hand, (select sum(quantity)::int from stock_movements where variant_id = v.id) as ledger from variants v where sku like ${`%-${serial}`}`;
  for (const { on_hand, ledger } of sums) expect(ledger).toBe(on_hand);
});

test("refuses SKUs of another product, and writes nothing", async () => {
  const other = await createVariant(db);
  const { input } = shirt();
  const result = await write({ ...input, variants: [...input.variants, variant(other.sku, ["Moss", "M"])] });
  expect(result).toEqual({ ok: false, error: "sku_taken", skus: [other.sku] });
  expect(await stateOf(input.slug)).toBeUndefined();
});

test("refuses options that leave a variant without a value or give it another variant's, and changes nothing", async () => {
  const { input, sku } = shirt();
  await write(input);
  const before = await stateOf(input.slug);
  const [first] = input.variants;
  if (!first) throw new Error("no variant");
  expect(await write({ ...input, variants: [variant(sku("CS"), ["Clay", "M"])] })).toEqual({
    ok: false,
    error: "options_taken",
    skus: [sku("CS")],
  });
  const swapped = { ...input, options: input.options.toReversed(), variants: [variant(sku("CS"), ["S", "Clay"])] };
  expect(await write(swapped)).toMatchObject({ ok: false, error: "options_changed" });
  const longer = {
    ...input,
    options: [...input.options, option("Cut", "other", "Slim")],
    variants: [{ ...first, values: [...first.values, "Slim"] }],
  };
  expect(await write(longer)).toEqual({ ok: false, error: "options_changed", skus: expect.arrayContaining([sku("CM"), sku("MS")]) });
  expect(await stateOf(input.slug)).toEqual(before);
});

test("accepts another option if every variant has a value for it", async () => {
  const { input } = shirt();
  await write(input);
  const slim = {
    ...input,
    options: [...input.options, option("Cut", "other", "Slim")],
    variants: input.variants.map((wanted) => ({ ...wanted, values: [...wanted.values, "Slim"] })),
  };
  expect(await write(slim)).toMatchObject({ ok: true, value: { outcome: "updated" } });
  expect(await write(slim)).toMatchObject({ ok: true, value: { outcome: "unchanged" } });
});

test("notifies running servers at its commit, and only of changes", async () => {
  const { openDatabase } = await import("@/db/client");
  const listener = openDatabase(url, { max: 1 }).client;
  const heard: string[] = [];
  await listener.listen("revalidate", (tag) => heard.push(tag));
  const { input } = shirt();
  await write(input);
  await write(input);
  await listener.notify("revalidate", "end");
  await expect.poll(() => heard).toContain("end");
  expect(heard).toEqual([`product:${input.slug}`, "listings", "end"]);
  await listener.end();
});

test("two concurrent writers of one new product create one product", async () => {
  const { input } = shirt();
  const results = await Promise.all(Array.from({ length: 6 }, () => write(input)));
  expect(results.map((result) => result.ok && result.value.outcome).toSorted()).toEqual(["created", ...Array(5).fill("unchanged")]);
});
