import { expect, type Page } from "@playwright/test";

/** What the sandbox's cards do. */
export const CARDS = {
  pays: "4242 4242 4242 4242",
  paysToo: "5555 5555 5555 4444",
  declined: "4000 0000 0000 0002",
  asksFirst: "4000 0025 0000 3155",
  takesItsTime: "4000 0099 9999 0008",
} as const;

/** Types a card into the fields of the page, which has "Card" chosen. */
export async function typeCard(page: Page, card: keyof typeof CARDS): Promise<void> {
  await page.getByLabel("Card number").fill(CARDS[card]);
  await page.getByLabel("Expiry date").fill("12 / 40");
  await page.getByLabel("Security code").fill("123");
}

export function placeOrderButton(page: Page) {
  return page.getByRole("button", { name: /^Place order and pay/ });
}

export function payNowButton(page: Page) {
  return page.getByRole("button", { name: /^Pay now/ });
}

/** Presses PayPal's button and decides in its window. */
export async function decideAtPaypal(page: Page, decision: string): Promise<void> {
  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Pay with PayPal" }).click();
  const paypal = await opening;
  await paypal.getByRole("button", { name: decision, exact: true }).click();
}

/** The page of an order that is paid; returns the order's reference. */
export async function expectPaid(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByRole("heading", { name: "Thank you, Ana." })).toBeVisible();
  await expect(page.getByText("Payment received")).toBeVisible();
  return referenceOf(page);
}

export function referenceOf(page: Page): string {
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

export async function cartOf(page: Page): Promise<string> {
  return (await page.context().cookies()).find(({ name }) => name === "cart")?.value ?? "";
}
