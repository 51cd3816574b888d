import type { AlertKind } from "@/db/schema/payments";
import { invitationIdSchema } from "@/lib/core/ids";
import { cents, ZERO } from "@/lib/core/money";
import type { AlertMessage, AuditHeadMessage, InvitationMessage, OrderMessage, ShopMessage } from "@/lib/outbox/kinds";
import type { OrderMail, ShopMail } from "@/lib/outbox/mail-props";

const company = {
  name: "Earthman",
  address: "Obala 1",
  postalCode: "21000",
  city: "Split",
  email: "hello@shop.example",
  phone: "+385 21 000 000",
  vatId: "HR12345678903",
  register: "",
  iban: "HR1210010051863000160",
  bic: "",
};

/** An order that is hard to typeset, with a long name, no options, a coupon and letters beyond Latin-1. */
export const sampleOrder: OrderMail = {
  locale: "en",
  reference: "ORD-ABCDEFGH23",
  url: "https://shop.example/track/a-link-that-shows-this-order",
  lines: [
    {
      position: 1,
      sku: "SHIRT-CLAY-M",
      name: "Heavy linen overshirt with horn buttons, washed, made in Čakovec",
      options: [
        { name: "Colour", value: "Clay" },
        { name: "Size", value: "M" },
      ],
      quantity: 2,
      unitPriceCents: cents(8_900),
      returnable: true,
    },
    { position: 2, sku: "SOCKS", name: "Wool socks", options: [], quantity: 1, unitPriceCents: cents(1_499), returnable: false },
  ],
  subtotalCents: cents(19_299),
  discountCents: cents(1_930),
  couponCode: "AUTUMN10",
  shippingCents: cents(500),
  totalCents: cents(17_869),
  vatByRate: [{ rateBasisPoints: 2500, netCents: cents(14_295), vatCents: cents(3_574) }],
  placedAt: new Date("2026-11-24T09:00:00Z"),
  shippingMethod: "standard",
  siteUrl: "https://shop.example",
  shippingAddress: {
    firstName: "Ana",
    lastName: "Babić",
    address: "Ilica 1",
    address2: "2nd floor",
    postalCode: "10000",
    city: "Zagreb",
    country: "HR",
  },
  email: "ana@example.com",
  phone: "+385911234567",
  note: "Please ring twice.",
  paymentMethod: "card",
  payUntil: new Date("2026-12-01T10:30:00Z"),
  paymentReference: { rf: "RF1912345678901", hr00: "HR00 12345678901" },
  transferCode: null,
  company,
};

/** The same order, paid by transfer. */
export const sampleTransfer: OrderMail = {
  ...sampleOrder,
  paymentMethod: "bank_transfer",
  transferCode: "BCD\n002\n1\nSCT\n\nEarthman\nHR1210010051863000160\nEUR178.69\n\nRF1912345678901",
};

export const sampleShop: ShopMail = { locale: "en", siteUrl: "https://shop.example", company };

const items = [
  { position: 1, quantity: 1 },
  { position: 2, quantity: 1 },
];
const options = sampleOrder.lines[0]?.options ?? [];

/** One email of each kind about an order. */
export const sampleMessages: readonly OrderMessage[] = [
  { kind: "order_received", data: {} },
  { kind: "payment_received", data: {} },
  { kind: "payment_incomplete", data: { receivedCents: cents(10_000), missingCents: cents(7_869) } },
  { kind: "payment_failed", data: {} },
  { kind: "tracking_link", data: {} },
  { kind: "refunded", data: { amountCents: cents(1_499), reason: "requested", accountEnd: "0160" } },
  { kind: "account_needed", data: { amountCents: cents(1_499) } },
  { kind: "account_named", data: { amountCents: cents(1_499), accountEnd: "0160", transferFrom: "2026-11-26T10:30:00.000Z" } },
  { kind: "shipped", data: { carrier: "GLS", trackingNumber: "12345678901", items, more: true } },
  { kind: "delivered", data: { lastReturnDay: "2026-12-14" } },
  {
    kind: "cancelled",
    data: {
      reason: "customer",
      takenBackCents: ZERO,
      givenBackCents: ZERO,
      backCents: ZERO,
      toTransferCents: cents(17_869),
      paymentOpen: false,
    },
  },
  { kind: "return_received", data: { items, reason: "A button is missing." } },
  { kind: "return_approved", data: { kind: "return", items, paid: true } },
  { kind: "return_rejected", data: { kind: "withdrawal", items, rejection: "The seal of the package is broken." } },
  { kind: "return_closed", data: { kind: "withdrawal", items } },
  { kind: "withdrawal_acknowledged", data: { name: "Ana Babić", items, reason: "", declaredAt: "2026-11-24T22:59:00Z" } },
  { kind: "staff_new_order", data: {} },
  { kind: "staff_high_value", data: { overCents: cents(15_000) } },
  { kind: "staff_bulk_order", data: { units: 24 } },
  { kind: "staff_payment_failed", data: {} },
  { kind: "staff_cancelled", data: {} },
  {
    kind: "staff_return_requested",
    data: {
      kind: "withdrawal",
      items,
      reason: "Too small.",
      requestedAt: "2026-11-24T22:59:00Z",
      refundBy: "2026-12-08",
      unsent: true,
    },
  },
  { kind: "staff_low_stock", data: { sku: "SHIRT-CLAY-M", name: "Heavy linen overshirt", options, available: 2, threshold: 3 } },
];

export const sampleShopMessage: ShopMessage = {
  kind: "back_in_stock",
  data: { name: "Heavy linen overshirt", options, slug: "heavy-linen-overshirt" },
};

export const sampleInvitation: InvitationMessage = {
  kind: "staff_invitation",
  data: {
    invitationId: invitationIdSchema.parse("5f0d5c1e-3c1b-4a55-9d0e-6a4f2f1f7b10"),
    role: "fulfilment",
    invitedBy: "Test Person",
    expiresAt: "2026-12-07T08:00:00.000Z",
  },
};

export const sampleAuditHead: AuditHeadMessage = {
  kind: "staff_audit_head",
  data: { position: 1_284, hash: "5d41402abc4b2a76b9719d911017c592aeb04b84d1f1a1b0c7ee2e5b2f7c9d10", at: "2026-11-30T04:22:00.000Z" },
};

const alert = (kind: AlertKind, figures: AlertMessage["data"]["figures"], daily = false): AlertMessage => ({
  kind: "staff_alert",
  data: { alert: kind, daily, figures },
});

/** One alert of each kind about an order. */
export const sampleAlerts: readonly AlertMessage[] = [
  alert("amount_mismatch", { expected: "17869 EUR", received: "17869 USD" }),
  alert("dispute_lost", { payment: "ch_3QxYz", amountCents: 17_869 }),
  alert("dispute_won", { payment: "ch_3QxYz", amountCents: 17_869 }),
  alert("disputed", { payment: "ch_3QxYz", amountCents: 17_869 }),
  alert("overpaid", { expectedCents: 17_869, receivedCents: 20_000 }),
  alert("paid_after_cancel", { reason: "sold_out", amountCents: 17_869 }),
  alert("paid_twice", { reason: "duplicate", amountCents: 17_869 }),
  alert("payment_reversed", { payment: "2GG279541U471931P" }),
  alert("provider_unreachable", {}, true),
  alert("refund_failed", { amountCents: 1_499 }),
  alert("refunded_at_provider", { amountCents: 17_869 }),
];

/** One alert of each other kind. */
export const sampleShopAlerts: readonly AlertMessage[] = [
  alert("bad_signatures", { provider: "stripe", reason: "mismatch" }, true),
  alert("books_disagree", { book: "stock", differences: 3 }),
  alert("event_stuck", { provider: "paypal", type: "PAYMENT.CAPTURE.COMPLETED" }, true),
  alert("unknown_payment", { provider: "stripe", ref: "pi_3QxYz" }, true),
];
