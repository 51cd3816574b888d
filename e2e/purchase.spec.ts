import { en } from "@/messages/en/messages";
import { expect, test } from "./fixtures";
import { holdScripts } from "./hold-scripts";
import { applyCoupon, fillCheckout, PRODUCT, placeOrder, untilScripted } from "./journey";
import { expectSaved, placeOrderButton, referenceOf } from "./paying";
import { shown } from "./shown";

const COUPON = "AUTUMN15";

test("finds a product, chooses it, fills the cart, applies a coupon and orders with cash on delivery", { tag: "@phone" }, async ({
  page,
  sql,
}) => {
  await page.goto("/search?q=jumper");
  await page
    .getByRole("link", { name: /Velebit cable jumper/ })
    .first()
    .click();
  await page.waitForURL(/\/products\/velebit-cable-jumper/);
  await untilScripted(page);
  for (const choice of ["Rust", "XL"]) {
    await page.locator("label", { has: page.getByRole("radio", { name: choice, exact: true }) }).click();
    await expect(page.getByRole("radio", { name: choice, exact: true })).toBeChecked();
  }
  await page.getByRole("button", { name: "Add to cart" }).click();
  const drawer = page.getByRole("dialog", { name: "Your cart" });
  await expect(drawer.getByText("Velebit cable jumper").first()).toBeVisible();
  await drawer.getByRole("button", { name: /^One more/ }).click();
  await expect(drawer.getByLabel("Quantity")).toHaveValue("2");
  await drawer.getByRole("link", { name: "Checkout" }).click();
  await page.waitForURL("/checkout");
  await fillCheckout(page);
  await applyCoupon(page, COUPON);
  await placeOrder(page);

  const reference = referenceOf(page);
  const [order] = await sql`select status, coupon_code, phone, total_cents::int as total from orders where reference = ${reference}`;
  expect(order).toMatchObject({ status: "confirmed", coupon_code: COUPON, phone: "+385912345678" });
  await expect(page.getByRole("heading", { name: shown(en.order.headings.thanks) })).toBeVisible();
  const euros = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" }).format(order?.total / 100);
  await expect(page.getByText(euros).first()).toBeVisible();
  const cookies = await page.context().cookies();
  expect(cookies.find(({ name }) => name === "cart_count")?.value).toBe("0");
  expect(cookies.find(({ name }) => name === `order_${reference}`)).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("the whole purchase works by keyboard alone", async ({ page }) => {
  await page.goto(PRODUCT);
  await untilScripted(page);
  await page.getByRole("button", { name: "Add to cart" }).focus();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog", { name: "Your cart" });
  await expect(drawer.getByRole("link", { name: "Checkout" })).toBeVisible();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(
      () => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null,
    );
    expect(inside, "the focus stays in the drawer").toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("button", { name: "Add to cart" })).toBeFocused();
  await page.goto("/checkout");
  await page.getByLabel("Email", { exact: true }).focus();
  for (const words of ["ana.horvat@example.com", "091 234 5678", "Ana", "Horvat", null, "Ilica 10", "", "10000", "Zagreb"]) {
    if (words) await page.keyboard.type(words);
    await page.keyboard.press("Tab");
  }
  await page.getByRole("radio", { name: /^Card/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /^Cash on delivery/ })).toBeChecked();
  await page.getByRole("checkbox", { name: /terms/ }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/orders\/ORD-/);
});

test("a bank transfer shows IBAN, references and a code for banking apps", async ({ page, sql, holdOrder }) => {
  const { id, reference } = await holdOrder({ paymentMethod: "bank_transfer" });
  await page.goto(`/orders/${reference}`);
  const [order] = await sql`select status, payment_reference::text as digits from orders where id = ${id}`;
  expect(order?.status).toBe("pending");
  await expect(page.getByText("HR12 1001 0051 8630 0016 0")).toBeVisible();
  await expect(page.getByText(`HR00 ${order?.digits}`)).toBeVisible();
  await expect(page.getByText(new RegExp(`^RF\\d\\d${order?.digits}$`))).toBeVisible();
  await expect(page.getByRole("img", { name: en.order.transfer.code })).toBeVisible();
});

test("an order is shown only to the browser that placed it", async ({ page, browser, baseURL, holdOrder }) => {
  const { reference } = await holdOrder();
  await page.goto(`/orders/${reference}`);
  await expect(page.getByText(reference)).toBeVisible();
  const stranger = await (await browser.newContext({ baseURL })).newPage();
  const texts = [];
  for (const given of [reference, "ORD-2222222222", "nothing"]) {
    await stranger.goto(`/orders/${given}`);
    await expect(stranger.getByRole("heading", { name: en.order.notShown.order.title })).toBeVisible();
    texts.push((await stranger.getByRole("main").getByRole("paragraph").allTextContents()).join(" "));
  }
  expect(new Set(texts).size).toBe(1);
  await stranger.context().close();
});

test("no input is lost on an error, and the first invalid field gets the focus", async ({ page, holdCart }) => {
  await holdCart();
  await fillCheckout(page);
  await page.getByLabel("Postal code").fill("1000");
  await page.getByLabel(/^Note/).fill("Second bell\nfrom above");
  await placeOrderButton(page).click();
  await expect(page.getByText(shown(en.checkout.errors.postalCodeDigits))).toBeVisible();
  await expect(page.getByLabel("Postal code")).toBeFocused();
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue("ana.horvat@example.com");
  await expect(page.getByLabel(/^Note/)).toHaveValue("Second bell\nfrom above");
  await page.getByLabel("Postal code").fill("10000");
  await placeOrder(page);
});

test.describe("the answer to a changed price", () => {
  // The answer pushes the footer down, and may arrive more than half a second after the press.
  test.use({ expectedErrors: [/layout shift.*<footer/] });

  test("is shown, and the new total must be confirmed before anything is ordered", async ({ page, sql, holdCart }) => {
    // No other test buys this product while its price changes.
    const cart = await holdCart("half-zip-jumper");
    await fillCheckout(page);
    const [line] =
      await sql`select variant_id, price_cents::int as price, sale_price_cents from cart_lines join variants on id = variant_id where cart_id = ${cart}`;
    await sql`update variants set price_cents = ${line?.price + 100} where id = ${line?.variant_id}`;
    try {
      await placeOrderButton(page).click();
      await expect(page.getByText(/The total changed from €[\d.]+ to €[\d.]+\./)).toBeVisible();
      await expect(page.getByLabel("Email", { exact: true })).toHaveValue("ana.horvat@example.com");
      expect((await sql`select from orders where cart_id = ${cart}`).length).toBe(0);
      await placeOrder(page);
    } finally {
      await sql`update variants set price_cents = ${line?.price} where id = ${line?.variant_id}`;
    }
  });
});

test("places one order for a checkout submitted twice", async ({ page, sql, holdCart }) => {
  const cart = await holdCart();
  await fillCheckout(page);
  await placeOrderButton(page).dblclick();
  await page.waitForURL(/\/orders\/ORD-/);
  expect((await sql`select from orders where cart_id = ${cart}`).length).toBe(1);
});

test(
  "without JavaScript the cart is filled, changed, rejected with a message and ordered, and no input is lost",
  { tag: "@phone" },
  async ({ browser, baseURL }, { project }) => {
    // A separate page, because the fixture's page detects layout shifts by script.
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: project.use.viewport });
    const page = await context.newPage();
    await page.goto(PRODUCT);
    const size = await page
      .getByRole("option", { name: /^Rust, L,/ })
      .first()
      .getAttribute("value");
    await page.getByLabel("Choose").selectOption(size);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.waitForURL("/cart");
    await expect(page.getByText("Rust, L", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: /^One more/ }).click();
    await expect(page.getByLabel("Quantity")).toHaveValue("2");
    await page.getByLabel("Quantity").fill("900");
    await page.getByLabel("Quantity").press("Enter");
    await expect(page.getByText(/^Only \d+ left/)).toBeVisible();
    await page.getByLabel("Coupon code").fill("nonsense");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page.getByText("We don’t recognise that code.")).toBeVisible();
    await page.getByRole("link", { name: "Checkout" }).click();
    await fillCheckout(page);
    await page.getByLabel("Postal code").fill("1000");
    await placeOrderButton(page).click();
    await expect(page.getByText(shown(en.checkout.errors.postalCodeDigits))).toBeVisible();
    await expect(page.getByLabel("Email", { exact: true })).toHaveValue("ana.horvat@example.com");
    await expect(page.getByLabel("City")).toHaveValue("Zagreb");
    await page.getByLabel("Postal code").fill("10000");
    await placeOrder(page);
    await context.close();
  },
);

test("the checkout keeps choices made before its script loaded", async ({ page, holdCart }) => {
  await holdCart();
  const { arrive } = await holdScripts(page);
  await page.goto("/checkout", { waitUntil: "commit" });
  await page.getByRole("combobox", { name: "Country" }).selectOption("SI");
  await page.getByRole("radio", { name: /^Bank transfer/ }).check();
  await page.getByRole("checkbox", { name: shown(en.checkout.billingSame) }).uncheck();
  arrive();
  await expect(page.getByRole("heading", { name: shown(en.checkout.billingAddress) })).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Bank transfer/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: /^Standard/ })).toHaveAccessibleName(/€10\.00/);
});

test("without JavaScript an order to be paid by card is saved, and its page says how to proceed", async ({ browser, baseURL }, {
  project,
}) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: project.use.viewport });
  const page = await context.newPage();
  await page.goto("/products/market-tote");
  await page.getByLabel("Choose").selectOption({ index: 0 });
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.waitForURL("/cart");
  await fillCheckout(page, "card");
  await expect(page.getByText(en.payment.needsScript.card)).toBeVisible();
  await placeOrderButton(page).click();
  await expectSaved(page);
  await expect(page.getByText(shown(en.order.pay.writeTo))).toBeVisible();
  await page.goto("/checkout");
  await expect(page.getByText(shown(en.checkout.waitingUntil))).toBeVisible();
  await expect(page.getByLabel("City")).toHaveValue("Zagreb");
  await context.close();
});
