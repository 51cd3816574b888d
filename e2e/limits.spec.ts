import postgres from "postgres";
import { limits } from "@/lib/auth/rate-limits";
import { temporaryPostgres } from "@/scripts/test-databases";
import { orderWithMail } from "@/tests/factories/mail";
import { expect, test } from "./fixtures";
import { openOwnShop } from "./own-shop";
import { asStaff } from "./staff";

test("who asks for an order again and again fills nobody's inbox, and is told to wait in the end", async ({ request }) => {
  test.setTimeout(180_000);
  const server = await temporaryPostgres();
  const shop = await openOwnShop(server.url, "limited_shop", 9, async () => {});
  const url = shop.environment.DATABASE_URL;
  const sql = postgres(url, { max: 1 });
  const ask = async (asked: { reference: string; email: string }) => {
    const response = await request.post(`${shop.address}/api/orders/track`, { data: asked });
    return `${response.status()} ${await response.text()}`;
  };
  const countMails = async () => (await sql`select from outbox_messages where kind = 'tracking_link'`).length;
  try {
    const { reference, email } = await asStaff((db) => orderWithMail(db, new Date(), { email: "ana@example.com" }), url);
    const accepted = '202 {"status":"accepted"}';
    // Who knows no order of an address can't use up its mails.
    for (let count = 0; count < 3; count += 1) expect(await ask({ reference: "ORD-2222222222", email })).toBe(accepted);
    for (let count = 0; count < limits.trackEmail.max + 3; count += 1) expect(await ask({ reference, email })).toBe(accepted);
    await expect.poll(countMails).toBe(limits.trackEmail.max);

    // PostgreSQL's text knows no NUL.
    expect(await ask({ reference: `${reference}\0`, email })).toBe(accepted);
    expect(await ask({ reference, email: `ana\0@example.com` })).toMatch(/^400 /);
    const answers = [];
    for (let count = 0; count < limits.trackOrder.max; count += 1) answers.push(await ask({ reference, email }));
    expect(answers.at(-1)).toMatch(/^429 /);
    expect(await countMails()).toBe(limits.trackEmail.max);
  } finally {
    await sql.end();
    await shop.close();
    await server.stop();
  }
});
