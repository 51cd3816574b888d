import { expect, test } from "./fixtures";
import { fillCart, fillCheckout } from "./journey";
import { cartOf, decideAtPaypal, expectPaid, placeOrderButton, typeCard } from "./paying";

/** Nobody else buys it, and there is plenty. */
const APRON = "/products/kitchen-apron";

// A decline answers 402.
test.use({ expectedErrors: [/status of 402/] });

test.beforeEach(async ({ page }) => {
  await fillCart(page, APRON);
  await fillCheckout(page);
  await page.getByRole("radio", { name: /^PayPal/ }).check();
});

test("pays with PayPal", async ({ page, sql }) => {
  await expect(page.getByText(/^Order and pay with PayPal/)).toBeVisible();
  await expect(placeOrderButton(page)).toHaveCount(0);
  await decideAtPaypal(page, "Agree and pay");
  const reference = await expectPaid(page);
  const [order] = await sql`select status, payment_method from orders where reference = ${reference}`;
  expect(order).toMatchObject({ status: "confirmed", payment_method: "paypal" });
});

test("a form that is not right opens no window and orders nothing", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await page.getByLabel("Postal code").fill("1000");
  await page.getByRole("button", { name: "Pay with PayPal" }).click();
  await expect(page.getByText("Five digits, please, like 10000.")).toBeVisible();
  await expect(page.getByLabel("Postal code")).toBeFocused();
  expect(page.context().pages()).toHaveLength(1);
  expect(await sql`select from orders where cart_id = ${cart}`).toHaveLength(0);
});

test("PayPal that was closed can be opened again, for the same order", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await decideAtPaypal(page, "Cancel and return to the shop");
  await expect(page.getByText("You closed PayPal before paying. Nothing was taken.")).toBeVisible();
  await decideAtPaypal(page, "Agree and pay");
  await expectPaid(page);
  expect(await sql`select from orders where cart_id = ${cart}`).toHaveLength(1);
});

test("what PayPal can't take is told on the order's page, and paid by card there", async ({ page }) => {
  await decideAtPaypal(page, "Agree, but the payment is declined");
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByText(/The last try did not go through/)).toBeVisible();
  await page.getByRole("radio", { name: /^Card/ }).check();
  await typeCard(page, "pays");
  await page.getByRole("button", { name: /^Pay now/ }).click();
  await expectPaid(page);
});

test("who agreed and closed the tab has paid all the same", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await decideAtPaypal(page, "Agree and close the tab");
  await page.close();
  await expect
    .poll(async () => (await sql`select status from orders where cart_id = ${cart}`)[0]?.status, { timeout: 20_000 })
    .toBe("confirmed");
});

test("an order begun by card is paid with PayPal from its page", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await page.getByRole("radio", { name: /^Card/ }).check();
  await typeCard(page, "declined");
  await placeOrderButton(page).click();
  await page.getByRole("link", { name: /^ORD-/ }).click();
  await expect(page.getByRole("heading", { name: "Your order is saved." })).toBeVisible();
  await page.getByRole("radio", { name: /^PayPal/ }).check();
  await decideAtPaypal(page, "Agree and pay");
  await expectPaid(page);
  expect(await sql`select payment_method, status from orders where cart_id = ${cart}`).toMatchObject([
    { payment_method: "paypal", status: "confirmed" },
  ]);
});

test("money that PayPal holds back is waited for", async ({ page }) => {
  await decideAtPaypal(page, "Agree, but the money comes later");
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByText(/is on its way\. Some banks take/)).toBeVisible();
});
