import { en } from "@/messages/en/messages";
import { expect, test } from "./fixtures";
import { fillCheckout } from "./journey";
import { cartOf, decideAtPaypal, expectPaid, expectSaved, payNowButton, placeOrderButton, referenceOf, typeCard } from "./paying";
import { shown } from "./shown";

// A decline is answered with 402.
test.use({ expectedErrors: [/status of 402/] });

test.beforeEach(async ({ page, holdCart }) => {
  await holdCart();
  await fillCheckout(page, "paypal");
});

test("pays with PayPal", { tag: "@phone" }, async ({ page, sql }) => {
  await expect(page.getByText(shown(en.checkout.placeWith))).toBeVisible();
  await expect(placeOrderButton(page)).toHaveCount(0);
  await decideAtPaypal(page, "Agree and pay");
  const reference = await expectPaid(page);
  const [order] = await sql`select status, payment_method from orders where reference = ${reference}`;
  expect(order).toMatchObject({ status: "confirmed", payment_method: "paypal" });
});

test("an invalid form opens no window and orders nothing", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await page.getByLabel("Postal code").fill("1000");
  await page.getByRole("button", { name: "Pay with PayPal" }).click();
  await expect(page.getByText(shown(en.checkout.errors.postalCodeDigits))).toBeVisible();
  await expect(page.getByLabel("Postal code")).toBeFocused();
  expect(page.context().pages()).toHaveLength(1);
  expect(await sql`select from orders where cart_id = ${cart}`).toHaveLength(0);
});

test("PayPal's window can be closed and reopened for the same order", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await decideAtPaypal(page, "Cancel and return to the shop");
  await expect(page.getByText(shown(en.payment.news.closed))).toBeVisible();
  await decideAtPaypal(page, "Agree and pay");
  await expectPaid(page);
  expect(await sql`select from orders where cart_id = ${cart}`).toHaveLength(1);
});

test("going back and ordering again with another address leaves one order, paid once", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await decideAtPaypal(page, "Cancel and return to the shop");
  await page.getByRole("link", { name: /^ORD-/ }).click();
  await expectSaved(page);
  const first = referenceOf(page);
  await page.goBack();
  await expect(page.getByText(shown(en.checkout.waitingUntil))).toBeVisible();
  await expect(page.getByRole("radio", { name: /^PayPal/ })).toBeChecked();
  await page.getByRole("textbox", { name: "Address", exact: true }).fill("Vlaška 20");
  await decideAtPaypal(page, "Agree and pay");
  const second = await expectPaid(page);
  const orders = await sql`
    select o.reference, o.status, o.cancel_reason, count(p.id)::int as payments
    from orders o left join payments p on p.order_id = o.id and p.status = 'captured'
    where o.cart_id = ${cart} group by o.id order by o.placed_at`;
  expect(orders).toMatchObject([
    { reference: first, status: "cancelled", cancel_reason: "replaced", payments: 0 },
    { reference: second, status: "confirmed", payments: 1 },
  ]);
});

test("a form has the same height before and after its script loads", { tag: "@phone" }, async ({ page, browser }) => {
  await decideAtPaypal(page, "Cancel and return to the shop");
  await expect(page.getByText(shown(en.payment.news.closed))).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Pay with PayPal" })).toBeVisible();
  const panel = (shown: typeof page) => shown.locator("#provider-button").evaluate((element) => element.getBoundingClientRect().height);
  const { cookies, origins } = await page.context().storageState();
  const viewport = page.viewportSize();
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport, storageState: { cookies, origins } });
  const without = await plain.newPage();
  await without.goto(page.url());
  expect(await panel(without)).toBe(await panel(page));
  await plain.close();
});

test("an order whose PayPal payment is declined says so on its page, and is paid there by card", async ({ page }) => {
  await decideAtPaypal(page, "Agree, but the payment is declined");
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByText(en.order.pay.declined)).toBeVisible();
  await page.getByRole("radio", { name: /^Card/ }).check();
  await typeCard(page, "pays");
  await payNowButton(page).click();
  await expectPaid(page);
});

test("a customer who closes the tab after agreeing has still paid", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await decideAtPaypal(page, "Agree and close the tab");
  await page.close();
  await expect
    .poll(async () => (await sql`select status from orders where cart_id = ${cart}`)[0]?.status, { timeout: 20_000 })
    .toBe("confirmed");
});

test("waits for a payment that PayPal keeps pending", async ({ page }) => {
  await decideAtPaypal(page, "Agree, but the money comes later");
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByText(shown(en.order.openings.paying))).toBeVisible();
});
