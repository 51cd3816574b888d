import { describe, expect, it } from "vitest";
import type { InvoiceContent } from "@/db/schema/invoices";
import { epcQrPayload } from "@/lib/bank-slips/epc-qr";
import { addCents, cents, ZERO } from "@/lib/core/money";
import { content, line, printedPages, unspaced } from "@/tests/factories/invoices";

const { address } = content().buyer;
const issuedAt = new Date("2026-11-24T10:00:00Z");
const print = (values: Partial<InvoiceContent> = {}) =>
  printedPages({ kind: "invoice", locale: "en", number: "17/P1/1", issuedAt, content: content(values) });
const printOne = async (values: Partial<InvoiceContent> = {}) => (await print(values)).join("");

describe("a printed invoice", () => {
  it("names seller, buyer, items, dates, payment method and total", async () => {
    const pages = await print({ buyer: { company: "Kućni čaj d.o.o.", vatId: "HR98765432106", email: "ana@example.com", address } });
    expect(pages).toHaveLength(1);
    for (const words of [
      "Invoice 17/P1/1",
      "Earthman d.o.o.",
      "Vlaška 7",
      "VAT number HR12345678903",
      "Trgovački sud u Zagrebu",
      "Kućni čaj d.o.o.",
      "VAT number HR98765432106",
      "Ana Babić",
      "Ilica 1, 2. kat",
      "10000 Zagreb",
      "Date of issue 24 Nov 2026, 11:00",
      "Date of supply 24 Nov 2026",
      "Order ORD-7K3M9QX2PA",
      "Ordered 23 Nov 2026",
      "Payment Cash on delivery",
      "Linen shirt Moss · M · SKU-0001 2 €25.00 −€5.00 25% €45.00",
      "VAT Net VAT amount Gross 25% €40.00 €10.00 €50.00",
      "Goods €50.00 Discount −€5.00 Delivery €5.00 Total €50.00",
      "Page 1 of 1",
    ]) {
      expect(pages[0]).toContain(unspaced(words));
    }
  });

  it.each([
    ["Croatian", "Željka Šćepanović-Đurđević čćđšž ČĆĐŠŽ"],
    ["Greek", "Ελένη Δημήτρης Ωμέγα"],
    ["Cyrillic", "Александра Њежић Їжак"],
    ["other letters of the EU", "Łukasz Gößl Ångström Núñez Ștefănescu Ħal Ġużè Žydrūnas"],
  ])("spells %s names", async (_, name) => {
    const text = await printOne({ lines: [line(1, { name })], buyer: { ...content().buyer, address: { ...address, firstName: name } } });
    expect(text.split(unspaced(name))).toHaveLength(3);
  });

  it.each(["x".repeat(80), "Š".repeat(80), "A shirt of the softest linen, woven in a mill by the river Mrežnica in Karlovac."])(
    "keeps every letter of the long name %s, adding none",
    async (name) => {
      const pages = await print({ lines: [line(1, { name, sku: name })], buyer: { ...content().buyer, company: name, email: name } });
      expect(pages).toHaveLength(1);
      expect(pages[0]?.split(unspaced(name))).toHaveLength(5);
    },
  );

  it("takes as many pages as its lines need, with each line once and the head on every page", async () => {
    const lines = Array.from({ length: 120 }, (_, index) => line(index + 1));
    const pages = await print({ lines, totalCents: addCents(...lines.map(({ paidCents }) => paidCents), cents(500)) });
    expect(pages.length).toBeGreaterThan(4);
    const whole = pages.join("");
    for (const { sku } of lines) expect(whole.split(sku)).toHaveLength(2);
    pages.forEach((page, index) => {
      expect(page).toContain("ItemQuantityUnitpriceDiscountVATAmount");
      expect(page).toContain(`Invoice17/P1/1·Page${index + 1}of${pages.length}`);
    });
    expect(whole.split("€5,405.00")).toHaveLength(2);
  });

  it("explains why an export has no VAT, and shows each rate if there are several", async () => {
    const abroad = [{ rateBasisPoints: 0, netCents: cents(5000), vatCents: ZERO }];
    const exported = await printOne({ export: true, vatByRate: abroad });
    expect(exported).toContain(unspaced("exempt from VAT: Article 146(1)(a) of Directive 2006/112/EC"));
    expect(exported).toContain(unspaced("0% €50.00 €0.00 €50.00"));
    const mixed = await printOne({
      vatByRate: [
        { rateBasisPoints: 2500, netCents: cents(2000), vatCents: cents(500) },
        { rateBasisPoints: 550, netCents: cents(2370), vatCents: cents(130) },
      ],
    });
    expect(mixed).toContain(unspaced("25% €20.00 €5.00 €25.00 5.5% €23.70 €1.30 €25.00"));
    expect(mixed).not.toContain("exempt");
  });

  it("has no discount column without a discount", async () => {
    const text = await printOne({ lines: [line(1, { discountCents: ZERO, paidCents: cents(5000) })] });
    expect(text).not.toContain("Discount");
  });
});

it("a pro forma of a few lines keeps its payment slip on the same page", async () => {
  const transfer = {
    name: "Earthman d.o.o.",
    iban: "HR1210010051863000160",
    bic: "",
    amountCents: cents(5000),
    hr00: "HR00 12345678901",
    rf: "RF1912345678901",
    due: new Date("2026-12-01T10:00:00Z"),
    epc: epcQrPayload({ name: "Earthman d.o.o.", iban: "HR1210010051863000160", amountCents: cents(5000), reference: "RF1912345678901" }),
  };
  const of = (lines: number) =>
    printedPages({
      kind: "pro_forma",
      locale: "en",
      transfer,
      issuedAt,
      content: content({ lines: Array.from({ length: lines }, (_, index) => line(index + 1)) }),
    });
  for (const lines of [1, 2, 3, 4]) expect(await of(lines), `${lines} lines`).toHaveLength(1);
});
