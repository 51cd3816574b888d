import fc from "fast-check";
import { expect, it } from "vitest";
import type { InvoiceContent } from "@/db/schema/invoices";
import type { VatShare } from "@/lib/core/money";
import { addCents, allocateCents, type Cents, cents } from "@/lib/core/money";
import { quote } from "@/lib/pricing/quote";
import { defaultSettings } from "@/lib/settings/settings";
import { creditContent, type Refunded } from "./credit-content";

const RATES = [2500, 1300, 500, 0];

const goods = fc.record({
  unitPriceCents: fc.integer({ min: 1, max: 20_000 }).map(cents),
  quantity: fc.integer({ min: 1, max: 4 }),
  weightGrams: fc.constant(300),
  vatRateBasisPoints: fc.constantFrom(...RATES),
});

/** Generates invoices from the shop's own quotes, some with a discount. */
const invoices = fc
  .record({
    goods: fc.array(goods, { minLength: 1, maxLength: 6 }),
    discount: fc.option(fc.record({ kind: fc.constant("percentage" as const), value: fc.integer({ min: 1, max: 90 }) })),
  })
  .map(({ goods: bought, discount }) => {
    const quoted = quote({ goods: bought, discount, country: "HR", shippingMethod: "standard", shipping: defaultSettings.shipping });
    return invoiceOf(quoted.lines, quoted.shippingCents ?? cents(0), quoted.vatByRate);
  });

type Quoted = { unitPriceCents: Cents; quantity: number; discountCents: Cents; paidCents: Cents; vatRateBasisPoints: number };

function invoiceOf(lines: readonly Quoted[], shippingCents: Cents, vatByRate: readonly VatShare[]): InvoiceContent {
  const address = {
    firstName: "Ana",
    lastName: "Babić",
    address: "Ilica 1",
    address2: "",
    postalCode: "10000",
    city: "Zagreb",
    country: "HR",
  };
  const { name, address: street, postalCode, city, country, vatId, register, iban, bic, email, phone } = defaultSettings.company;
  return {
    seller: { name, address: street, postalCode, city, country, vatId, register, iban, bic, email, phone },
    buyer: { company: "", vatId: "", email: "ana@example.com", address },
    deliveryAddress: address,
    orderReference: "ORD-7K3M9QX2PA",
    orderedAt: "2026-11-24T10:00:00Z",
    suppliedAt: "2026-11-24T10:00:00Z",
    paymentMethod: "card",
    lines: lines.map((line, index) => ({ ...line, position: index + 1, sku: `S-${index}`, name: "Shirt", options: "" })),
    shippingCents,
    totalCents: addCents(shippingCents, ...lines.map((line) => line.paidCents)),
    vatByRate,
    export: false,
    corrects: null,
  };
}

/** Splits an invoice into refunds item by item, with delivery in two parts, or into `parts` bare amounts. */
function refundsOf(invoice: InvoiceContent, bare: boolean, parts: number): Refunded[] {
  if (bare) {
    const amounts = allocateCents(
      invoice.totalCents,
      Array.from({ length: parts }, (_, index) => index + 1),
    );
    return amounts.map((amountCents) => ({ amountCents, lines: [], shippingCents: cents(0) }));
  }
  const items = invoice.lines.flatMap(({ position, quantity, paidCents }) =>
    allocateCents(
      paidCents,
      Array.from({ length: quantity }, () => 1),
    ).map((amountCents) => ({
      amountCents,
      lines: [{ position: position ?? 0, quantity: 1, amountCents }],
      shippingCents: cents(0),
    })),
  );
  return [
    ...items,
    ...allocateCents(invoice.shippingCents, [1, 2]).map((shippingCents) => ({ amountCents: shippingCents, lines: [], shippingCents })),
  ];
}

function creditAll(invoice: InvoiceContent, refunds: readonly Refunded[]): InvoiceContent[] {
  const notes: InvoiceContent[] = [];
  for (const refund of refunds) {
    const note = creditContent(invoice, notes, refund);
    if (note) notes.push(note);
  }
  return notes;
}

const sumOf = (notes: readonly InvoiceContent[], rate: number, part: "netCents" | "vatCents") =>
  addCents(...notes.flatMap((note) => note.vatByRate.filter((share) => share.rateBasisPoints === rate).map((share) => share[part])));

/** Generates refunds by line and of bare amounts, in any order; together they may exceed the invoice. */
const histories = invoices.chain((invoice) =>
  fc
    .tuple(fc.shuffledSubarray(refundsOf(invoice, false, 0)), fc.array(fc.integer({ min: 1, max: invoice.totalCents }), { maxLength: 3 }))
    .chain(([named, amounts]) => {
      const bare = amounts.map((amount) => ({ amountCents: cents(amount), lines: [], shippingCents: cents(0) }));
      const all = [...named, ...bare].filter((refund) => refund.amountCents > 0);
      return fc.shuffledSubarray(all, { minLength: all.length }).map((refunds) => ({ invoice, refunds }));
    }),
);

it("every credit note's lines and delivery, and its rates' net and VAT, add up to its total", () => {
  fc.assert(
    fc.property(histories, ({ invoice, refunds }) => {
      for (const note of creditAll(invoice, refunds)) {
        expect(addCents(note.shippingCents, ...note.lines.map((line) => line.paidCents))).toBe(note.totalCents);
        expect(addCents(...note.vatByRate.flatMap((share) => [share.netCents, share.vatCents]))).toBe(note.totalCents);
        expect(note.vatByRate.every((share) => share.netCents >= 0 && share.vatCents >= 0)).toBe(true);
      }
    }),
  );
});

it("credit notes add up to the amount refunded and never exceed the invoice, in total or in any rate's net or VAT", () => {
  fc.assert(
    fc.property(histories, ({ invoice, refunds }) => {
      const notes = creditAll(invoice, refunds);
      const refunded = addCents(...refunds.map((refund) => refund.amountCents));
      expect(addCents(...notes.map((note) => note.totalCents))).toBe(Math.min(refunded, invoice.totalCents));
      for (const share of invoice.vatByRate) {
        for (const part of ["netCents", "vatCents"] as const) {
          expect(sumOf(notes, share.rateBasisPoints, part)).toBeLessThanOrEqual(share[part]);
        }
      }
    }),
  );
});

it("every rate's net and VAT is credited to the cent when everything is refunded, item by item or by amounts", () => {
  fc.assert(
    fc.property(invoices, fc.boolean(), fc.integer({ min: 1, max: 7 }), (invoice, bare, parts) => {
      const refunds = refundsOf(invoice, bare, parts).filter((refund) => refund.amountCents > 0);
      const notes = creditAll(invoice, refunds);
      expect(notes).toHaveLength(refunds.length);
      expect(notes.flatMap((note) => note.lines).every((line) => bare === (line.position === null))).toBe(true);
      expect(addCents(...notes.map((note) => note.shippingCents))).toBe(bare ? 0 : invoice.shippingCents);
      for (const share of invoice.vatByRate) {
        expect(sumOf(notes, share.rateBasisPoints, "netCents")).toBe(share.netCents);
        expect(sumOf(notes, share.rateBasisPoints, "vatCents")).toBe(share.vatCents);
      }
    }),
  );
});

it("a credit note names refunded lines, and has one unnamed line per rate for a bare amount", () => {
  const invoice = invoiceOf(
    [
      { unitPriceCents: cents(1000), quantity: 3, discountCents: cents(1), paidCents: cents(2999), vatRateBasisPoints: 2500 },
      { unitPriceCents: cents(1000), quantity: 1, discountCents: cents(0), paidCents: cents(1000), vatRateBasisPoints: 500 },
    ],
    cents(0),
    [
      { rateBasisPoints: 2500, netCents: cents(2399), vatCents: cents(600) },
      { rateBasisPoints: 500, netCents: cents(952), vatCents: cents(48) },
    ],
  );
  const named = { amountCents: cents(999), lines: [{ position: 1, quantity: 1, amountCents: cents(999) }], shippingCents: cents(0) };
  expect(creditContent(invoice, [], named)?.lines).toMatchObject([{ position: 1, quantity: 1, discountCents: 1, paidCents: 999 }]);
  const bare = { amountCents: cents(2000), lines: [], shippingCents: cents(0) };
  expect(creditContent(invoice, [], bare)?.lines).toMatchObject([
    { position: null, name: "", paidCents: 1500, vatRateBasisPoints: 2500 },
    { position: null, name: "", paidCents: 500, vatRateBasisPoints: 500 },
  ]);
});
