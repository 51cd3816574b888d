import { readFileSync } from "node:fs";
import { type Db, openDatabase } from "@/db/client";
import { TEST_SHOP, TEST_SHOP_DATABASE_FILE, TEST_SHOP_SECRETS } from "@/scripts/test-shop-address";

/** Does with a shop's database, the test shop's where none is named, what staff do by command: it has no pages for them yet. */
export async function asStaff<T>(work: (db: Db) => Promise<T>, url = readFileSync(TEST_SHOP_DATABASE_FILE, "utf8")): Promise<T> {
  Object.assign(process.env, { DATABASE_URL: url, SITE_URL: TEST_SHOP, ...TEST_SHOP_SECRETS });
  const { client, db } = openDatabase(url, { max: 2 });
  try {
    return await work(db);
  } finally {
    await client.end();
  }
}
