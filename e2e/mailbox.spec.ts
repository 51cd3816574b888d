import net from "node:net";
import os from "node:os";
import { TEST_SHOP_PORT } from "@/scripts/test-shop-address";
import { expect, test } from "./fixtures";
import { fillCheckout, placeOrder } from "./journey";
import { referenceOf } from "./paying";

// A mail's frame runs no script, and Chromium logs an error for those that Playwright injects.
test.use({ expectedErrors: [/Blocked script execution in 'about:srcdoc'/] });

test("the mail about an order is in the mailbox, with the order's figures in both its parts", { tag: "@phone" }, async ({
  page,
  sql,
  holdOrder,
}) => {
  const { reference, email } = await holdOrder();
  const [order] = await sql<{ total: string }[]>`
    select to_char(total_cents / 100.0, 'FM999999990.00') as total from orders where reference = ${reference}`;

  await page.goto("/dev/mailbox");
  const entry = page.getByRole("listitem").filter({ hasText: email });
  await expect(entry).toContainText(/Sent|Waits/);
  await entry.getByRole("link").click();
  await page.waitForURL(/\/dev\/mailbox\/[\w-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name: `Your order ${reference}` })).toBeVisible();
  const mail = page.frameLocator("iframe");
  await expect(mail.getByRole("heading", { name: "Thank you, Ana." })).toBeVisible();
  await expect(mail.getByText(`€${order?.total}`).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Plain text" })).toContainText(`€${order?.total}`);
  await expect(mail.getByRole("link", { name: "View your order" })).toHaveAttribute("href", /\/track\/[\w-]{43}$/);
  expect(await mail.locator("body").evaluate((body) => body.scrollWidth - body.clientWidth), "cut off at the side").toBe(0);
});

test("a mail is sent by itself right after the order", async ({ page, sql, holdCart }) => {
  await holdCart();
  await fillCheckout(page);
  await placeOrder(page);
  const reference = referenceOf(page);
  await expect
    .poll(async () => {
      const sent = await sql`
        select 1 from outbox_messages m join orders o on o.id = m.order_id
        where o.reference = ${reference} and m.kind = 'order_received' and m.sent_at is not null`;
      return sent.length;
    })
    .toBe(1);
});

test("the shop with the mailbox can't be reached from other machines", () => {
  const others = Object.values(os.networkInterfaces())
    .flat()
    .filter((found) => found !== undefined && !found.internal && found.family === "IPv4");
  return Promise.all(
    others.map(async (found) => {
      const error = await new Promise((resolve) => {
        const socket = net.connect(TEST_SHOP_PORT, found?.address, () => resolve("connected"));
        socket.on("error", resolve);
      });
      expect(error, found?.address).toMatchObject({ code: "ECONNREFUSED" });
    }),
  );
});
