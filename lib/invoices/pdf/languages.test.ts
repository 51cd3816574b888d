import { expect, it } from "vitest";
import { epcQrPayload } from "@/lib/bank-slips/epc-qr";
import { formatIban } from "@/lib/core/format";
import { PSEUDO_LOCALE } from "@/lib/core/locales";
import { cents, ZERO } from "@/lib/core/money";
import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { content, line, printedPages, unspaced } from "@/tests/factories/invoices";
import { textsIn, unmarkedWords } from "@/tests/factories/pseudo";
import { documentTitle, fileName } from "./title";

const company = { company: "Kućni čaj d.o.o.", vatId: "HR98765432106" };
const issued = { locale: PSEUDO_LOCALE, issuedAt: new Date("2026-11-24T10:00:00Z") } as const;
const iban = "HR1210010051863000160";
const transfer = {
  name: "Earthman d.o.o.",
  iban,
  bic: "ZABAHR2X",
  amountCents: cents(5000),
  hr00: "HR00 12345678901",
  rf: "RF1912345678901",
  due: new Date("2026-12-01T10:00:00Z"),
  epc: epcQrPayload({ name: "Earthman d.o.o.", iban, amountCents: cents(5000), reference: "RF1912345678901" }),
};
const documents: readonly PrintedDocument[] = [
  { ...issued, kind: "invoice", number: "17/P1/1", content: content({ buyer: { ...content().buyer, ...company } }) },
  {
    ...issued,
    kind: "invoice",
    number: "18/P1/1",
    content: content({ export: true, vatByRate: [{ rateBasisPoints: 0, netCents: cents(5000), vatCents: ZERO }] }),
  },
  {
    ...issued,
    kind: "credit_note",
    number: "19/P1/1",
    content: content({
      lines: [line(1, { position: null, name: "", sku: "", options: "" })],
      corrects: { number: "17/P1/1", issuedAt: "2026-11-24T10:00:00Z" },
    }),
  },
  { ...issued, kind: "pro_forma", transfer, content: content() },
];

it.each(documents)("a printed $kind takes all its words from the messages and its number formats from its language", async (document) => {
  const data = [...textsIn(document.content), ...textsIn(transfer), formatIban(iban), "Earthman", "Hrvatska"].map(unspaced);
  const printed = (await printedPages(document)).join("");
  expect(unmarkedWords(printed, data)).toEqual([]);
  expect(printed).not.toMatch(/€\d+\.\d\d|\dNov2026/);
  expect(unmarkedWords(documentTitle(document), [])).toEqual([]);
  expect(fileName(document)).toMatch(/^Earthman-[a-z][A-Za-z0-9-]+\.pdf$/);
});
