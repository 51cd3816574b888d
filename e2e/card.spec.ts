import { en } from "@/messages/en/messages";
import { askSandbox } from "./factories";
import { expect, test } from "./fixtures";
import { fillCheckout } from "./journey";
import { CARDS, cartOf, expectPaid, expectSaved, payNowButton, placeOrderButton, referenceOf, typeCard } from "./paying";
import { shown } from "./shown";

// Chromium logs every answer with a status of 400 or above as an error, including a decline.
test.use({ expectedErrors: [/status of 402/] });

test.beforeEach(async ({ page, holdCart }) => {
  await holdCart();
  await fillCheckout(page, "card");
});

test("pays by card, and the cart is emptied only then", { tag: "@phone" }, async ({ page, sql }) => {
  const cart = await cartOf(page);
  await typeCard(page, "pays");
  await placeOrderButton(page).click();
  const reference = await expectPaid(page);
  const rows = await sql`
    select o.status, o.total_cents::int as total, p.amount_cents::int as paid, p.status as payment
    from orders o join payments p on p.order_id = o.id where o.reference = ${reference}`;
  expect(rows).toMatchObject([{ status: "confirmed", payment: "captured" }]);
  expect(rows[0]?.paid).toBe(rows[0]?.total);
  expect(await sql`select from cart_lines where cart_id = ${cart}`).toHaveLength(0);
  await expect.poll(async () => (await page.context().cookies()).find(({ name }) => name === "cart_count")?.value).toBe("0");
});

test("after a declined card another one pays the same order", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await typeCard(page, "declined");
  await placeOrderButton(page).click();
  await expect(page.getByText("Your card was declined.").first()).toBeVisible();
  const orderLink = page.getByRole("link", { name: /^ORD-/ });
  await expect(orderLink).toBeVisible();
  const reference = await orderLink.textContent();
  expect(await sql`select from cart_lines where cart_id = ${cart}`).toHaveLength(1);
  await typeCard(page, "paysToo");
  await placeOrderButton(page).click();
  expect(await expectPaid(page)).toBe(reference);
  expect(await sql`select from orders where cart_id = ${cart}`).toHaveLength(1);
});

test("after a declined card the customer can choose bank transfer", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await typeCard(page, "declined");
  await placeOrderButton(page).click();
  await expect(page.getByRole("link", { name: /^ORD-/ })).toBeVisible();
  await page.getByRole("radio", { name: /^Bank transfer/ }).check();
  await placeOrderButton(page).click();
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByRole("img", { name: en.order.transfer.code })).toBeVisible();
  const orders = await sql`select status, payment_method, cancel_reason from orders where cart_id = ${cart} order by placed_at`;
  expect(orders).toMatchObject([
    { status: "cancelled", payment_method: "card", cancel_reason: "replaced" },
    { status: "pending", payment_method: "bank_transfer" },
  ]);
});

test("a bank that requires 3-D Secure returns the customer to the paid order", async ({ page }) => {
  await typeCard(page, "asksFirst");
  await placeOrderButton(page).click();
  await page.getByRole("button", { name: "Complete authentication" }).click();
  const reference = await expectPaid(page);
  // Stripe redirects the customer with a secret in the URL.
  await expect(page).toHaveURL(new RegExp(`/orders/${reference}$`));
});

test("an order whose 3-D Secure failed can be paid from its page", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await typeCard(page, "asksFirst");
  await placeOrderButton(page).click();
  await page.getByRole("button", { name: "Fail authentication" }).click();
  await expectSaved(page);
  await expect(page.getByText(en.order.pay.declined)).toBeVisible();
  await typeCard(page, "pays");
  await payNowButton(page).click();
  await expectPaid(page);
  expect(await sql`select from orders where cart_id = ${cart}`).toHaveLength(1);
});

test("going back and ordering again with another address leaves one order, without retyping anything", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await typeCard(page, "declined");
  await placeOrderButton(page).click();
  await page.getByRole("link", { name: /^ORD-/ }).click();
  await expectSaved(page);
  const first = referenceOf(page);
  await page.goBack();
  await expect(page.locator(`main a[href="/orders/${first}"]`).first()).toBeVisible();
  await expect(page.getByLabel("City")).toHaveValue("Zagreb");
  await page.getByRole("textbox", { name: "Address", exact: true }).fill("Vlaška 20");
  await typeCard(page, "pays");
  await placeOrderButton(page).click();
  const second = await expectPaid(page);
  expect(second).not.toBe(first);
  const orders = await sql`select reference, status, cancel_reason from orders where cart_id = ${cart} order by placed_at`;
  expect(orders).toMatchObject([
    { reference: first, status: "cancelled", cancel_reason: "replaced" },
    { reference: second, status: "confirmed" },
  ]);
});

test("a customer who closes the tab after paying has still paid", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await page.getByLabel("What should happen").selectOption("Pays, and closes the tab at once");
  await placeOrderButton(page).click();
  await expect
    .poll(async () => (await sql`select status from orders where cart_id = ${cart}`)[0]?.status, { timeout: 20_000 })
    .toBe("confirmed");
  expect(page.url()).not.toContain("/orders/");
  const orders = await sql`select p.status from payments p join orders o on o.id = p.order_id where o.cart_id = ${cart}`;
  expect(orders).toMatchObject([{ status: "captured" }]);
});

test.describe("an answer lost on its way to the browser", () => {
  test.use({ expectedErrors: [/net::ERR_FAILED/] });

  test("is shown as unknown, and the order shows that it is paid", async ({ page, sql }) => {
    const cart = await cartOf(page);
    await page.route(/\/payment_intents\/\w+\/confirm$/, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await typeCard(page, "pays");
    await placeOrderButton(page).click();
    await expect(page.getByText(en.payment.news.failed)).toBeVisible();
    await expect(page.getByText(en.payment.unpaidOrder)).toHaveCount(0);
    await page.getByRole("link", { name: /^ORD-/ }).click();
    await expectPaid(page);
    expect(await sql`select from orders where cart_id = ${cart}`).toHaveLength(1);
    expect(await sql`select from payments p join orders o on o.id = p.order_id where o.cart_id = ${cart}`).toHaveLength(1);
  });
});

test("the page waits for a slow payment and shows when it has arrived", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await typeCard(page, "takesItsTime");
  await placeOrderButton(page).click();
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByText(shown(en.order.openings.paying))).toBeVisible();
  const [attempt] = await sql`select provider_ref from payment_attempts a join orders o on o.id = a.order_id where o.cart_id = ${cart}`;
  await askSandbox(`stripe/payment_intents/${attempt?.provider_ref}/settle`, { outcome: "succeed" });
  await expectPaid(page);
  await expect(page.getByText(en.order.pay.updatesItself)).toBeHidden();
});

test("missing card details are shown beside the card, and nothing is ordered", async ({ page, sql }) => {
  const cart = await cartOf(page);
  await page.getByLabel("Card number").fill("4242");
  await placeOrderButton(page).click();
  await expect(page.getByLabel("Card number")).toBeFocused();
  await expect(page.getByLabel("Card number")).toHaveAttribute("aria-invalid", "true");
  expect(await sql`select from orders where cart_id = ${cart}`).toHaveLength(0);
});

test("a card purchase works by keyboard alone", async ({ page }) => {
  await page.getByLabel("Email", { exact: true }).focus();
  const reach = async (name: string) => {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await page.getByLabel(name, { exact: true }).evaluate((field) => field.matches(":focus"))) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`${name} can't be reached by the tab key`);
  };
  await reach("Card number");
  await page.keyboard.type(CARDS.pays);
  await page.keyboard.press("Tab");
  await page.keyboard.type("1240");
  await page.keyboard.press("Tab");
  await page.keyboard.type("123");
  await page.keyboard.press("Enter");
  await expectPaid(page);
});

test("looking at another payment method keeps the typed card, and catalogue pages load nothing from a provider", async ({ page }) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    const { host, pathname } = new URL(request.url());
    if (host !== new URL(page.url()).host) foreign.push(pathname);
  });
  await typeCard(page, "pays");
  await page.getByRole("radio", { name: /^PayPal/ }).check();
  await expect(page.getByRole("button", { name: "Pay with PayPal" })).toBeVisible();
  await page.getByRole("radio", { name: /^Card/ }).check();
  await expect(page.getByLabel("Card number")).toHaveValue(CARDS.pays);
  expect(foreign).toEqual(["/paypal.js"]);
  await page.goto("/products/six-panel-cap");
  await expect(page.locator('main input[name="script"]').first()).toHaveValue("on");
  expect(foreign).toEqual(["/paypal.js"]);
});
