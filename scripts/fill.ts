import { openDatabase } from "@/db/client";
import { env } from "@/lib/core/env";
import { seedDemo } from "./seed";

/** Puts the demo catalogue into a shop that has none, or only half of one because filling it was cut off. Any other is left as it is. */
export async function fillIfEmpty(note: (text: string) => void): Promise<void> {
  const { client, db } = openDatabase(env().DATABASE_URL);
  try {
    const [shop] = await client<{ filled: string | null; hasProducts: boolean }[]>`
      select (select value #>> '{}' from settings where key = 'demo_catalogue') as filled, exists (select from products) as "hasProducts"`;
    if (shop?.filled === "whole" || (shop?.filled === null && shop.hasProducts)) return note("there already");
    await client`insert into settings (key, value) values ('demo_catalogue', '"begun"') on conflict do nothing`;
    await seedDemo(db);
    await client`update settings set value = '"whole"' where key = 'demo_catalogue'`;
  } finally {
    await client.end({ timeout: 5 });
  }
}
