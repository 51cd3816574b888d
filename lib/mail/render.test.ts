import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDate, formatDateTime, formatMoney } from "@/lib/core/format";
import { addCents, type Cents, cents, multiplyCents, subtractCents, ZERO } from "@/lib/core/money";
import type { OrderMessage } from "@/lib/outbox/kinds";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { PAYMENT_METHODS } from "@/lib/payments/methods";
import { squeezed, visible } from "@/tests/factories/mail";
import { renderMail } from "./render";
import { sampleMessages, sampleOrder, sampleTransfer } from "./samples";

const amount = (most: number) => fc.integer({ min: 1, max: most }).map(cents);
// Characters that people write, including č and 漢, and those that markup is made of.
const words = fc.string({ unit: fc.constantFrom(..."abc čćđšž ŽΩя漢'\"&<>/;@"), minLength: 1, maxLength: 80 }).map((text) => `x${text}x`);

const orderMail: fc.Arbitrary<OrderMail> = fc
  .record({
    lines: fc.array(
      fc.record({
        sku: fc.uuid(),
        name: words,
        options: fc.array(fc.record({ name: words, value: words }), { maxLength: 3 }),
        quantity: fc.integer({ min: 1, max: 999 }),
        unitPriceCents: amount(500_000),
        returnable: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    discount: fc.integer({ min: 0, max: 100 }),
    shippingCents: fc.oneof(fc.constant(ZERO), amount(50_000)),
    paymentMethod: fc.constantFrom(...PAYMENT_METHODS),
    payUntil: fc.option(fc.date({ min: new Date("2026-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })),
    firstName: words,
  })
  .map(({ lines, discount, shippingCents, paymentMethod, payUntil, firstName }) => {
    const subtotalCents = addCents(...lines.map((line) => multiplyCents(line.unitPriceCents, line.quantity)));
    const discountCents = cents(Math.floor((subtotalCents * discount) / 100));
    const totalCents = addCents(subtractCents(subtotalCents, discountCents), shippingCents);
    const vatCents = cents(Math.floor(totalCents / 5));
    return {
      ...sampleOrder,
      lines: lines.map((line, index) => ({ ...line, position: index + 1 })),
      subtotalCents,
      discountCents,
      couponCode: discountCents > 0 ? "AUTUMN15" : null,
      shippingCents,
      totalCents,
      vatByRate: [{ rateBasisPoints: 2500, netCents: subtractCents(totalCents, vatCents), vatCents }],
      shippingAddress: { ...sampleOrder.shippingAddress, firstName },
      paymentMethod,
      payUntil,
    };
  });

/** The mails that show the whole order. */
const messages: readonly OrderMessage[] = [
  { kind: "order_received", data: {} },
  { kind: "payment_received", data: {} },
  { kind: "payment_failed", data: {} },
  {
    kind: "cancelled",
    data: { reason: "expired", takenBackCents: ZERO, givenBackCents: ZERO, backCents: ZERO, toTransferCents: ZERO, paymentOpen: false },
  },
  { kind: "staff_new_order", data: {} },
  { kind: "staff_high_value", data: { overCents: ZERO } },
  { kind: "staff_bulk_order", data: { units: 20 } },
  { kind: "staff_payment_failed", data: {} },
  { kind: "staff_cancelled", data: {} },
];

test("HTML and text of every mail contain the order's names and figures, each line beside its price", async () => {
  await fc.assert(
    fc.asyncProperty(orderMail, fc.constantFrom(...messages), async (order, message) => {
      const { html, text, subject } = await renderMail(message, order);
      const seen = squeezed(visible(html));
      const read = squeezed(text);
      expect(subject).toContain(order.reference);
      const totals: [string, Cents][] = [
        ["Subtotal", order.subtotalCents],
        ["Total", order.totalCents],
        ["Including VAT 25%", order.vatByRate[0]?.vatCents ?? ZERO],
      ];
      if (order.shippingCents > 0) totals.push(["Delivery", order.shippingCents]);
      for (const [name, figure] of totals) {
        expect(seen).toContain(squeezed(name + formatMoney(figure, "en")));
        expect(read).toContain(squeezed(name + formatMoney(figure, "en")));
      }
      if (order.discountCents > 0) {
        expect(seen).toContain(`CouponAUTUMN15−${formatMoney(order.discountCents, "en")}`);
        expect(read).toContain(`CouponAUTUMN15−${formatMoney(order.discountCents, "en")}`);
      }
      for (const line of order.lines) {
        expect(seen).toContain(squeezed(line.name));
        const price = formatMoney(multiplyCents(line.unitPriceCents, line.quantity), "en");
        expect(seen).toContain(squeezed(`${line.quantity === 1 ? "1 item" : `${line.quantity} items`} ${price}`));
        expect(read).toContain(price);
      }
    }),
    { numRuns: 60 },
  );
});

const [sample] = fc.sample(orderMail, { seed: 7, numRuns: 1 });
if (!sample) throw new Error("no sample");
const base: OrderMail = { ...sample, payUntil: new Date("2026-12-01T10:30:00Z") };

/** The mails that an order with nothing to pay may bring. */
const ORDER_MAILS: readonly OrderMessage["kind"][] = ["order_received", "shipped", "return_closed", "withdrawal_acknowledged"];

/** Renders the text part with each run of whitespace as one space. */
const textOf = async (message: OrderMessage, order: OrderMail) => (await renderMail(message, order)).text.replaceAll(/\s+/g, " ");

test("a transfer's mail gives the amount and bank details as text", async () => {
  const text = await textOf({ kind: "order_received", data: {} }, { ...base, paymentMethod: "bank_transfer" });
  for (const part of [
    "Recipient Earthman",
    "IBAN HR12 1001 0051 8630 0016 0",
    `Amount ${formatMoney(base.totalCents, "en")}`,
    "Reference RF1912345678901",
    "In Croatia HR00 12345678901",
    `Pay by ${formatDate(new Date("2026-12-01T10:30:00Z"), "en")}`,
  ])
    expect(text).toContain(part);
});

test("an order's mail contains the legal information on withdrawal, with the exceptions and the form", async () => {
  const [shirt, socks] = sampleOrder.lines;
  const text = await textOf({ kind: "order_received", data: {} }, sampleOrder);
  expect(text).toContain("within 14 days without giving a reason");
  expect(text).toContain("https://shop.example/withdraw");
  expect(text).toContain("There is no right of withdrawal for goods made to your order");
  expect(text).toContain(`In this order: ${socks?.name}.`);
  expect(text).not.toContain(`In this order: ${shirt?.name}`);
  expect(text).toContain("To Earthman, Obala 1, 21000 Split, hello@shop.example: I withdraw from my contract of sale");
  expect(text).toContain("Ordered on 24 Nov 2026");
  const all = { ...sampleOrder, lines: sampleOrder.lines.map((line) => ({ ...line, returnable: true })) };
  expect(await textOf({ kind: "order_received", data: {} }, all)).not.toContain("There is no right of withdrawal");
});

test("the mail for collected cash does not mention packing", async () => {
  const words = { kind: "payment_received", data: {} } as const;
  expect(await textOf(words, { ...base, paymentMethod: "cash_on_delivery" })).not.toContain("packing");
  expect(await textOf(words, { ...base, paymentMethod: "card" })).toContain("We’re packing it now");
});

test("the mail for an order paid by another method explains how to pay and shows no bank account", async () => {
  const received: OrderMessage = { kind: "order_received", data: {} };
  const cash = await textOf(received, { ...base, paymentMethod: "cash_on_delivery" });
  expect(cash).toContain(`have ${formatMoney(base.totalCents, "en")} ready for the courier`);
  for (const paymentMethod of ["card", "paypal"] as const) {
    const text = await textOf(received, { ...base, paymentMethod });
    expect(text).toContain(`until ${formatDateTime(new Date("2026-12-01T10:30:00Z"), "en")}`);
    expect(text).not.toContain("IBAN");
  }
  expect(cash).not.toContain("IBAN");
});

test("the mails for an order with nothing to pay ask for no money, name no account and promise no refund", async () => {
  const nothing = { subtotalCents: sampleOrder.subtotalCents, discountCents: sampleOrder.subtotalCents, shippingCents: ZERO };
  const order = { ...sampleTransfer, ...nothing, totalCents: ZERO, paymentMethod: "free" as const, payUntil: null, transferCode: null };
  expect(await textOf({ kind: "order_received", data: {} }, order)).toContain("There’s nothing to pay. We’re packing it now");
  expect(await textOf({ kind: "staff_new_order", data: {} }, order)).toContain("€0.00, Nothing to pay.");
  for (const message of sampleMessages.filter(({ kind }) => ORDER_MAILS.includes(kind))) {
    const text = await textOf(message, order);
    expect(text, message.kind).not.toMatch(/Please send €|ready for the courier|IBAN|credit note/);
    expect(text.split("Your right of withdrawal")[0], message.kind).not.toMatch(/We’ll refund|you owe nothing for/i);
  }
  const approved = { kind: "return_approved", data: { kind: "return", items: [{ position: 1, quantity: 1 }], paid: false } } as const;
  expect(await textOf(approved, order)).toContain("You paid nothing for them, so there’s nothing to refund");
  const refunded = { kind: "refunded", data: { amountCents: cents(500), reason: "duplicate", accountEnd: "0160" } } as const;
  expect(await textOf(refunded, order)).toContain("There was nothing to pay for your order");
});

test("a failed payment's mail says how long the order is saved and where to pay", async () => {
  const text = await textOf({ kind: "payment_failed", data: {} }, base);
  expect(text).toContain("The order is saved until 1 Dec 2026, 11:30");
  expect(text).toContain(`Pay for your order ${base.url}`);
});

test.each([
  ["sold_out", "sold out"],
  ["cancelled", "was cancelled"],
  ["duplicate", "You paid for your order twice"],
  ["requested", "Here are the details of your refund"],
  ["made_at_provider", "Here are the details of your refund"],
] as const)("a refund's mail gives the amount and the reason: %s", async (reason, why) => {
  const text = await textOf({ kind: "refunded", data: { amountCents: cents(1234), reason, accountEnd: null } }, base);
  expect(text).toContain("Your refund of €12.34 is on its way");
  expect(text).toContain(why);
  expect(text).toContain("Refund €12.34");
});

test("text from a customer is escaped in HTML", async () => {
  const firstName = '<img src="https://attacker.example/">';
  const { html } = await renderMail(
    { kind: "order_received", data: {} },
    { ...base, shippingAddress: { ...base.shippingAddress, firstName } },
  );
  expect(html).not.toContain("<img");
});
