import { expect, test } from "vitest";
import { ALERT_KINDS } from "@/db/schema/payments";
import { formatIban } from "@/lib/core/format";
import { PSEUDO_LOCALE } from "@/lib/core/locales";
import { cents, ZERO } from "@/lib/core/money";
import type { OrderMessage } from "@/lib/outbox/kinds";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { visible } from "@/tests/factories/mail";
import { textsIn, unmarkedWords } from "@/tests/factories/pseudo";
import { type RenderedMail, renderAlert, renderAuditHead, renderInvitation, renderMail, renderShopMail } from "./render";
import {
  sampleAlerts,
  sampleAuditHead,
  sampleInvitation,
  sampleMessages,
  sampleOrder,
  sampleShop,
  sampleShopAlerts,
  sampleShopMessage,
  sampleTransfer,
} from "./samples";

const cancelled = {
  reason: "expired",
  takenBackCents: ZERO,
  givenBackCents: ZERO,
  backCents: ZERO,
  toTransferCents: ZERO,
  paymentOpen: false,
} as const;
const refunded = { amountCents: cents(500), accountEnd: null } as const;
const items = [{ position: 1, quantity: 1 }];

/** Variants that the samples leave out. */
const more: readonly OrderMessage[] = [
  { kind: "cancelled", data: { ...cancelled, backCents: cents(500), givenBackCents: cents(500) } },
  { kind: "cancelled", data: { ...cancelled, reason: "staff" } },
  { kind: "cancelled", data: { ...cancelled, paymentOpen: true } },
  ...(["sold_out", "cancelled", "duplicate", "made_at_provider"] as const).map((reason) => ({
    kind: "refunded" as const,
    data: { ...refunded, reason },
  })),
  { kind: "shipped", data: { carrier: "GLS", trackingNumber: "", items: items, more: false } },
  { kind: "return_approved", data: { kind: "withdrawal", items: items, paid: true } },
  { kind: "return_approved", data: { kind: "return", items: items, paid: false } },
  { kind: "return_rejected", data: { kind: "return", items: items, rejection: "" } },
  { kind: "return_closed", data: { kind: "return", items: items } },
];
const messages = [...sampleMessages, ...more];

const orders: readonly OrderMail[] = [
  sampleOrder,
  sampleTransfer,
  { ...sampleTransfer, payUntil: null, shippingMethod: "express", shippingCents: ZERO },
  { ...sampleOrder, paymentMethod: "cash_on_delivery", payUntil: null },
  { ...sampleOrder, paymentMethod: "free", payUntil: null, totalCents: ZERO },
];

/** Returns the words of a mail that are neither its data nor taken from `messages/`. */
function wordsLeft({ subject, html, text }: RenderedMail, ...shown: unknown[]): string[] {
  const data = [...textsIn(shown), formatIban(sampleOrder.company.iban), "Earthman", "Hrvatska"];
  const unseen = html.matchAll(/<title>(.*?)<\/title>|(?:alt|title|aria-label)="([^"]*)"/g);
  const parts = [subject, visible(html), ...[...unseen].map(([, title, attribute]) => title ?? attribute ?? "")];
  // The text part's lines are broken, even within names.
  const words = data.flatMap((value) => value.split(/\s+/));
  return [...parts.flatMap((part) => unmarkedWords(part, data)), ...unmarkedWords(text, words)];
}

test.each(messages)("a $kind mail takes all its words from the messages: $data", async (message) => {
  for (const order of orders) {
    const mail = await renderMail(message, { ...order, locale: PSEUDO_LOCALE });
    expect(mail.html).toContain(`<html lang="${PSEUDO_LOCALE}"`);
    expect(wordsLeft(mail, order, message.data)).toEqual([]);
  }
});

test("a mail that is not about an order takes all its words from the messages", async () => {
  const mail = await renderShopMail(sampleShopMessage, { ...sampleShop, locale: PSEUDO_LOCALE });
  expect(wordsLeft(mail, sampleShop, sampleShopMessage.data)).toEqual([]);
  const url = "https://shop.example/admin/invitation?token=a-link";
  const invitation = await renderInvitation(sampleInvitation, { ...sampleShop, locale: PSEUDO_LOCALE }, url);
  expect(wordsLeft(invitation, sampleShop, sampleInvitation.data, url)).toEqual([]);
  const head = await renderAuditHead(sampleAuditHead, { ...sampleShop, locale: PSEUDO_LOCALE });
  expect(wordsLeft(head, sampleShop, sampleAuditHead.data)).toEqual([]);
});

test.each([...sampleAlerts, ...sampleShopAlerts])(
  "a mail of the alert $data.alert takes all its words from the messages",
  async (message) => {
    const order = sampleAlerts.includes(message) ? { ...sampleOrder, locale: PSEUDO_LOCALE } : null;
    const mail = await renderAlert(message, { ...sampleShop, locale: PSEUDO_LOCALE }, order);
    expect(wordsLeft(mail, sampleShop, sampleOrder, message.data)).toEqual([]);
  },
);

test("there is a sample of every alert", () => {
  const shown = [...sampleAlerts, ...sampleShopAlerts].map(({ data }) => data.alert).sort();
  expect(shown).toEqual([...ALERT_KINDS].sort());
});

test("amounts and dates follow the language", async () => {
  for (const message of messages) {
    const { text } = await renderMail(message, { ...sampleTransfer, locale: PSEUDO_LOCALE });
    expect(text).not.toMatch(/€\d|\d (Nov|Dec) 2026/);
  }
});

test("a word written outside the messages is found", () => {
  expect(unmarkedWords("«Thank you, »Ana«.» Delivery «is free.»", ["Ana"])).toEqual(["Delivery"]);
  expect(unmarkedWords("«Your »order ORD-1 «has arrived.»", ["ORD-1"])).toEqual(["order"]);
});
