import type { InvoiceContent, InvoiceLine } from "@/db/schema/invoices";
import type { VatShare } from "@/lib/core/money";
import { addCents, allocateCents, type Cents, cents, multiplyCents, prorateCents, subtractCents, ZERO } from "@/lib/core/money";
import type { RefundLine } from "@/lib/pricing/line-refund";

export type Refunded = { amountCents: Cents; lines: readonly RefundLine[]; shippingCents: Cents };

/** An amount for each VAT rate of the invoice, in the same order. */
type ByRate = readonly Cents[];

type Credited = { lines: readonly InvoiceLine[]; shippingCents: Cents; gross: ByRate };

/**
 * Returns the content of a credit note for this refund, after those issued `earlier`; undefined if nothing of the invoice is
 * left. It names lines and delivery if they add up to the refund and no rate is exceeded; any other amount is allocated to
 * the rates in proportion to what is left of each.
 */
export function creditContent(invoice: InvoiceContent, earlier: readonly InvoiceContent[], refund: Refunded): InvoiceContent | undefined {
  const rates = invoice.vatByRate.map((share) => share.rateBasisPoints);
  const left = leftOf(invoice, earlier, (content) => rates.map((rate) => grossAt(content, rate)));
  const totalCents = cents(Math.min(refund.amountCents, addCents(...left)));
  if (totalCents <= 0) return undefined;
  const named = nameCredited(invoice, earlier, refund);
  const { lines, shippingCents, gross } = isWithin(named, totalCents, left) ? named : bareAmount(rates, totalCents, left);
  const vatByRate = invoice.vatByRate.map((share, index) => creditVat(share, left[index] ?? ZERO, gross[index] ?? ZERO));
  return { ...invoice, lines, shippingCents, totalCents, vatByRate: vatByRate.filter((share) => share.netCents + share.vatCents > 0) };
}

/** Returns the lines and delivery that the refund names. Delivery is credited at the rates at which it was charged. */
function nameCredited(invoice: InvoiceContent, earlier: readonly InvoiceContent[], refund: Refunded): Credited {
  const rates = invoice.vatByRate.map((share) => share.rateBasisPoints);
  const lines = refund.lines.map((line) => creditLine(invoice, line));
  const deliveryLeft = leftOf(invoice, earlier, (content) =>
    rates.map((rate) => subtractCents(grossAt(content, rate), paidAt(content.lines, rate))),
  );
  const delivery = allocateCents(refund.shippingCents, deliveryLeft);
  return {
    lines,
    shippingCents: refund.shippingCents,
    gross: rates.map((rate, index) => addCents(paidAt(lines, rate), delivery[index] ?? ZERO)),
  };
}

/** The line of a credit note for these items of the invoice. */
export function creditLine(invoice: InvoiceContent, { position, quantity, amountCents }: RefundLine): InvoiceLine {
  const line = invoice.lines.find((candidate) => candidate.position === position);
  if (!line) throw new Error(`invoice of ${invoice.orderReference} has no line ${position}`);
  const discountCents = subtractCents(multiplyCents(line.unitPriceCents, quantity), amountCents);
  return { ...line, quantity, discountCents, paidCents: amountCents };
}

function isWithin(credited: Credited, totalCents: Cents, left: ByRate): boolean {
  return addCents(...credited.gross) === totalCents && credited.gross.every((amount, index) => amount <= (left[index] ?? ZERO));
}

function bareAmount(rates: readonly number[], totalCents: Cents, left: ByRate): Credited {
  const gross = allocateCents(totalCents, left);
  const lines = rates.map((vatRateBasisPoints, index) => {
    const paidCents = gross[index] ?? ZERO;
    const nothing = { position: null, sku: "", name: "", options: "", discountCents: ZERO };
    return { ...nothing, quantity: 1, unitPriceCents: paidCents, paidCents, vatRateBasisPoints };
  });
  return { lines: lines.filter((line) => line.paidCents > 0), shippingCents: ZERO, gross };
}

/**
 * Prorates the VAT credited so far at a rate from the invoice's VAT, half-up, and credits the difference from the earlier
 * notes. Once the whole gross amount is credited, exactly the whole VAT is too.
 */
function creditVat({ rateBasisPoints, netCents, vatCents }: VatShare, left: Cents, gross: Cents): VatShare {
  const whole = addCents(netCents, vatCents);
  const vatOf = (amount: Cents) => (whole === 0 ? ZERO : prorateCents(vatCents, amount, whole));
  const before = subtractCents(whole, left);
  const vat = subtractCents(vatOf(addCents(before, gross)), vatOf(before));
  return { rateBasisPoints, netCents: subtractCents(gross, vat), vatCents: vat };
}

/** Returns the invoice's `amounts` less those of the earlier credit notes, by rate. */
function leftOf(invoice: InvoiceContent, earlier: readonly InvoiceContent[], amounts: (content: InvoiceContent) => ByRate): ByRate {
  const credited = earlier.map(amounts);
  return amounts(invoice).map((amount, index) => cents(Math.max(0, amount - addCents(...credited.map((note) => note[index] ?? ZERO)))));
}

function grossAt(content: InvoiceContent, rateBasisPoints: number): Cents {
  const share = content.vatByRate.find((candidate) => candidate.rateBasisPoints === rateBasisPoints);
  return share ? addCents(share.netCents, share.vatCents) : ZERO;
}

function paidAt(lines: readonly InvoiceLine[], rateBasisPoints: number): Cents {
  return addCents(...lines.filter((line) => line.vatRateBasisPoints === rateBasisPoints).map((line) => line.paidCents));
}
