/** Printed documents: invoices, credit notes and pro forma invoices. */
export const invoice = {
  title: { invoice: "Invoice {number}", credit_note: "Credit note {number}", pro_forma: "Pro forma invoice" },
  proForma: "This is not a tax invoice. We’ll issue the invoice once your transfer arrives.",
  corrects: "Corrects invoice {number} of {date}",
  facts: {
    issued: "Date of issue",
    supplied: "Date of supply",
    order: "Order",
    ordered: "Ordered",
    payment: "Payment",
  },
  parties: { billedTo: "Billed to", deliveredTo: "Delivered to", vatId: "VAT number {vatId}" },
  lines: {
    item: "Item",
    quantity: "Quantity",
    unitPrice: "Unit price",
    discount: "Discount",
    vat: "VAT",
    amount: "Amount",
    refund: "Refund",
  },
  totals: {
    goods: "Goods",
    discount: "Discount",
    delivery: "Delivery",
    total: { invoice: "Total", credit_note: "Total credited", pro_forma: "Total to pay" },
    inEuros: "In euros",
    inEurosWithVat: "In euros, VAT included",
    rate: "VAT",
    net: "Net",
    vat: "VAT amount",
    gross: "Gross",
    // An exempt invoice must cite the exempting provision (Directive 2006/112/EC, Art. 226(11)).
    export:
      "Export of goods, exempt from VAT: Article 146(1)(a) of Directive 2006/112/EC and Article 45(1) of the Croatian VAT Act (Zakon o porezu na dodanu vrijednost).",
  },
  page: "{title} · Page {page} of {pages}",
  slip: {
    sepa: "Banking apps (SEPA)",
    hub3: "Banks in Croatia (HUB-3)",
    /** The transfer's purpose on the bank statement, at most 35 characters. */
    purpose: "Order {reference}",
  },
} as const;
