import { Text, View } from "@react-pdf/renderer";
import type { InvoiceContent } from "@/db/schema/invoices";
import { addCents, formatCents, multiplyCents, ZERO } from "@/lib/core/money";
import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { colours, styles } from "./look";
import { EXPORT_WORDS, rateWords } from "./words";

const TOTAL_WORDS = { invoice: "Total", credit_note: "Total credited", pro_forma: "Total to pay" } satisfies Record<
  PrintedDocument["kind"],
  string
>;

/** What it comes to, and the VAT in it; never parted by the end of a page. */
export function Totals({ content, kind }: { content: InvoiceContent; kind: PrintedDocument["kind"] }) {
  return (
    <View wrap={false} style={{ marginTop: 14 }}>
      <View style={[styles.row, { justifyContent: "space-between", alignItems: "flex-start" }]}>
        <VatSummary content={content} />
        <Sum content={content} kind={kind} />
      </View>
      {content.export && <Text style={[styles.quiet, { marginTop: 18 }]}>{EXPORT_WORDS}</Text>}
    </View>
  );
}

function Sum({ content, kind }: { content: InvoiceContent; kind: PrintedDocument["kind"] }) {
  const goods = addCents(...content.lines.map((line) => multiplyCents(line.unitPriceCents, line.quantity)));
  const discount = addCents(...content.lines.map((line) => line.discountCents));
  const rows = [
    ["Goods", formatCents(goods)],
    ...(discount > ZERO ? [["Discount", `−${formatCents(discount)}`]] : []),
    ...(kind !== "credit_note" || content.shippingCents > ZERO ? [["Delivery", formatCents(content.shippingCents)]] : []),
  ];
  return (
    <View style={{ width: 210 }}>
      {rows.map(([name, amount]) => (
        <View key={name} style={[styles.row, { justifyContent: "space-between", marginBottom: 4 }]}>
          <Text style={styles.quiet}>{name}</Text>
          <Text>{amount}</Text>
        </View>
      ))}
      <View
        style={[
          styles.row,
          styles.serif,
          {
            justifyContent: "space-between",
            alignItems: "flex-end",
            marginTop: 4,
            paddingTop: 9,
            borderTop: `0.75 solid ${colours.stone}`,
            lineHeight: 1.2,
          },
        ]}
      >
        <Text style={{ fontSize: 12, marginBottom: 2 }}>{TOTAL_WORDS[kind]}</Text>
        <Text style={{ fontSize: 19 }}>{formatCents(content.totalCents)}</Text>
      </View>
      <Text style={[styles.quiet, styles.figure, { fontSize: 7.5, marginTop: 3 }]}>
        {content.export ? "In euro" : "In euro, VAT included"}
      </Text>
    </View>
  );
}

function VatSummary({ content }: { content: InvoiceContent }) {
  return (
    <View style={{ width: 220 }}>
      <View style={[styles.row, styles.quiet, { fontSize: 7.5, paddingBottom: 4 }]}>
        <VatRow rate="VAT" net="Net" vat="VAT amount" gross="Gross" />
      </View>
      {content.vatByRate.map(({ rateBasisPoints, netCents, vatCents }) => (
        <View key={rateBasisPoints} style={[styles.row, { paddingVertical: 4, borderTop: `0.75 solid ${colours.linen}` }]}>
          <VatRow
            rate={rateWords(rateBasisPoints)}
            net={formatCents(netCents)}
            vat={formatCents(vatCents)}
            gross={formatCents(addCents(netCents, vatCents))}
          />
        </View>
      ))}
    </View>
  );
}

function VatRow({ rate, net, vat, gross }: Record<"rate" | "net" | "vat" | "gross", string>) {
  const figure = [styles.figure, { flex: 1 }];
  return (
    <>
      <Text style={{ width: 40 }}>{rate}</Text>
      <Text style={figure}>{net}</Text>
      <Text style={figure}>{vat}</Text>
      <Text style={figure}>{gross}</Text>
    </>
  );
}
