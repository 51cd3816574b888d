import { expect, type Page } from "@playwright/test";
import { placeOrderButton } from "./paying";

/** A product with sizes and ample stock in the demo catalogue. */
export const PRODUCT = "/products/velebit-cable-jumper";

/** Waits for a product page's script, without which its form leads to the cart's page instead of the drawer. */
export async function untilScripted(page: Page): Promise<void> {
  await expect(page.locator('main input[name="script"]').first()).toHaveValue("on");
}

/** Adds one of a product to the cart from its page, in the first size available. */
export async function fillCart(page: Page, product = PRODUCT): Promise<void> {
  await page.goto(product);
  await untilScripted(page);
  const add = page.getByRole("button", { name: "Add to cart" });
  const boxes = page.getByRole("radio", { name: /^(?!.*(sold out|not in this combination)).+/ });
  // The last group is the sizes; a product without options needs no choice.
  if ((await boxes.count()) > 0) await boxes.last().locator("xpath=ancestor::label").click();
  await add.click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

const METHODS = { cash: /Cash on delivery/, transfer: /Bank transfer/, card: /^Card/, paypal: /^PayPal/ } as const;

/** Opens the checkout with a filled cart and fills in the form. */
export async function fillCheckout(page: Page, method: keyof typeof METHODS = "cash", shop = ""): Promise<void> {
  await page.goto(`${shop}/checkout`);
  await page.getByLabel("Email", { exact: true }).fill("ana.horvat@example.com");
  await page.getByLabel("Phone").fill("+385 91 234 5678");
  await page.getByRole("textbox", { name: "First name" }).fill("Ana");
  await page.getByRole("textbox", { name: "Last name" }).fill("Horvat");
  await page.getByRole("textbox", { name: "Address", exact: true }).fill("Ilica 10");
  await page.getByRole("textbox", { name: "Postal code" }).fill("10000");
  await page.getByRole("textbox", { name: "City" }).fill("Zagreb");
  await page.getByRole("radio", { name: METHODS[method] }).check();
  await page.getByRole("checkbox", { name: /terms/i }).check();
}

/** Submits the form that `fillCheckout` filled in, and waits for the order's page. */
export async function placeOrder(page: Page): Promise<void> {
  await placeOrderButton(page).click();
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByText(/ORD-[2-9A-HJ-NP-Z]{10}/).first()).toBeVisible();
}

/** Applies a coupon on the checkout page, as its customer types it. */
export async function applyCoupon(page: Page, code: string): Promise<void> {
  const unfold = page.getByRole("button", { name: /show order and coupon/ });
  if (await unfold.isVisible()) await unfold.click();
  await page.getByLabel("Coupon code").fill(code.toLowerCase());
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText(`Coupon ${code}`).first()).toBeVisible();
}
