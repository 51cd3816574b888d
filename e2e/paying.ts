import { expect, type Page } from "@playwright/test";
import { en } from "@/messages/en/messages";
import { shown } from "./shown";

/** The sandbox's cards by their behaviour. */
export const CARDS = {
  pays: "4242 4242 4242 4242",
  paysToo: "5555 5555 5555 4444",
  declined: "4000 0000 0000 0002",
  asksFirst: "4000 0025 0000 3155",
  takesItsTime: "4000 0099 9999 0008",
} as const;

/** Types a card, key by key, into the card fields of a page with "Card" selected. */
export async function typeCard(page: Page, card: keyof typeof CARDS): Promise<void> {
  const fields = { "Card number": CARDS[card], "Expiry date": "12 / 40", "Security code": "123" };
  for (const [name, text] of Object.entries(fields)) {
    const field = page.getByLabel(name);
    await field.press("Control+a");
    await field.pressSequentially(text);
  }
}

export function placeOrderButton(page: Page) {
  return page.getByRole("button", { name: /^Place order and pay/ });
}

export function payNowButton(page: Page) {
  return page.getByRole("button", { name: /^Pay now/ });
}

/** Presses PayPal's button and makes a decision in its window. */
export async function decideAtPaypal(page: Page, decision: string): Promise<void> {
  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Pay with PayPal" }).click();
  const paypal = await opening;
  await paypal.getByRole("button", { name: decision, exact: true }).click();
}

/** Expects the page of a paid order; returns the order's reference. */
export async function expectPaid(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByRole("heading", { name: shown(en.order.headings.thanks) })).toBeVisible();
  await expect(page.getByText(en.order.progress.events.payment_received)).toBeVisible();
  return referenceOf(page);
}

/** Expects the page of a placed order that can still be paid. */
export async function expectSaved(page: Page): Promise<void> {
  await page.waitForURL(/\/orders\/ORD-/);
  await expect(page.getByRole("heading", { name: en.order.headings.saved })).toBeVisible();
}

export function referenceOf(page: Page): string {
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

export async function cartOf(page: Page): Promise<string> {
  return (await page.context().cookies()).find(({ name }) => name === "cart")?.value ?? "";
}
