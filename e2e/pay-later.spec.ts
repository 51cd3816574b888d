import { en } from "@/messages/en/messages";
import { startedRef } from "@/tests/factories/orders";
import { tryCard } from "./factories";
import { expect, test } from "./fixtures";
import { decideAtPaypal, expectPaid, expectSaved, payNowButton, typeCard } from "./paying";
import { shown } from "./shown";

// Abandoned orders, whose first payment attempt is still open at the provider.

test("an abandoned order is paid later from its page, by card", { tag: "@phone" }, async ({ page, db, holdOrder }) => {
  const { id, reference } = await holdOrder({ paymentMethod: "card" });
  await tryCard(db, id, "decline");
  await page.goto(`/orders/${reference}`);
  await expectSaved(page);
  await expect(page.getByText(shown(en.order.openings.unpaidUntil))).toBeVisible();
  await typeCard(page, "pays");
  await payNowButton(page).click();
  expect(await expectPaid(page)).toBe(reference);
});

test("an abandoned order is paid later from its page, with PayPal", async ({ page, db, sql, holdOrder }) => {
  const { id, reference } = await holdOrder({ paymentMethod: "paypal" });
  await startedRef(db, id, "paypal", new Date());
  await page.goto(`/orders/${reference}`);
  await expectSaved(page);
  await expect(page.getByRole("radio", { name: /^PayPal/ })).toBeChecked();
  await decideAtPaypal(page, "Agree and pay");
  expect(await expectPaid(page)).toBe(reference);
  expect(await sql`select status from orders where id = ${id}`).toMatchObject([{ status: "confirmed" }]);
});

test("an order placed with a card is paid with PayPal from its page", async ({ page, db, sql, holdOrder }) => {
  const { id, reference } = await holdOrder({ paymentMethod: "card" });
  await tryCard(db, id, "decline");
  await page.goto(`/orders/${reference}`);
  await expectSaved(page);
  await page.getByRole("radio", { name: /^PayPal/ }).check();
  await decideAtPaypal(page, "Agree and pay");
  await expectPaid(page);
  expect(await sql`select payment_method, status from orders where id = ${id}`).toMatchObject([
    { payment_method: "paypal", status: "confirmed" },
  ]);
});

test("an order is paid by card from its link, and the bank redirects to it", async ({ page, context, db, holdOrder }) => {
  const { id, reference, accessToken } = await holdOrder({ paymentMethod: "card" });
  await tryCard(db, id, "decline");
  // Like another browser, which has never had access to the order.
  await context.clearCookies();
  await page.goto(`/track/${accessToken}`);
  await typeCard(page, "asksFirst");
  await payNowButton(page).click();
  await page.getByRole("button", { name: "Complete authentication" }).click();
  expect(await expectPaid(page)).toBe(reference);
  await page.goto(`/track/${accessToken}`);
  await expect(page.getByText(en.order.progress.events.payment_received)).toBeVisible();
  await expect(payNowButton(page)).toHaveCount(0);
});
