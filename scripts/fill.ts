import { openDatabase } from "@/db/client";
import { env } from "@/lib/core/env";
import { seedDemo } from "./seed";

/** Seeds a shop without products, or one whose demo catalogue is incomplete because seeding was interrupted. Leaves any other as it is. */
export async function fillIfEmpty(note: (text: string) => void): Promise<void> {
  const { client, db } = openDatabase(env().DATABASE_URL);
  try {
    const [shop] = await client<{ filled: string | null; hasProducts: boolean }[]>`
      select (select value #>> '{}' from settings where key = 'demo_catalogue') as filled, exists (select from products) as "hasProducts"`;
    if (shop?.filled === "whole" || (shop?.filled === null && shop.hasProducts)) return note("already there");
    await client`insert into settings (key, value) values ('demo_catalogue', '"begun"') on conflict do nothing`;
    await seedDemo(db);
    await client`update settings set value = '"whole"' where key = 'demo_catalogue'`;
  } finally {
    await client.end({ timeout: 5 });
  }
}
