import { Text, View } from "@react-pdf/renderer";
import type { InvoiceContent } from "@/db/schema/invoices";
import { formatMoney, formatPercent } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import { addCents, cents, multiplyCents, ZERO } from "@/lib/core/money";
import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { translator } from "@/messages/translator";
import { colours, styles } from "./look";

type Props = { content: InvoiceContent; kind: PrintedDocument["kind"]; locale: Locale };

/** The total and the VAT in it, never split by a page break. */
export function Totals({ content, kind, locale }: Props) {
  return (
    <View wrap={false} style={{ marginTop: 14 }}>
      <View style={[styles.row, { justifyContent: "space-between", alignItems: "flex-start" }]}>
        <VatSummary content={content} locale={locale} />
        <Sum content={content} kind={kind} locale={locale} />
      </View>
      {content.export && <Text style={[styles.quiet, { marginTop: 18 }]}>{translator(locale, "invoice.totals")("export")}</Text>}
    </View>
  );
}

function Sum({ content, kind, locale }: Props) {
  const t = translator(locale, "invoice.totals");
  const goods = addCents(...content.lines.map((line) => multiplyCents(line.unitPriceCents, line.quantity)));
  const discount = addCents(...content.lines.map((line) => line.discountCents));
  const rows = [
    [t("goods"), formatMoney(goods, locale)],
    ...(discount > ZERO ? [[t("discount"), formatMoney(cents(-discount), locale)]] : []),
    ...(kind !== "credit_note" || content.shippingCents > ZERO ? [[t("delivery"), formatMoney(content.shippingCents, locale)]] : []),
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
        <Text style={{ fontSize: 12, marginBottom: 2 }}>{t(`total.${kind}`)}</Text>
        <Text style={{ fontSize: 19 }}>{formatMoney(content.totalCents, locale)}</Text>
      </View>
      <Text style={[styles.quiet, styles.figure, { fontSize: 7.5, marginTop: 3 }]}>
        {content.export ? t("inEuros") : t("inEurosWithVat")}
      </Text>
    </View>
  );
}

function VatSummary({ content, locale }: Pick<Props, "content" | "locale">) {
  const t = translator(locale, "invoice.totals");
  return (
    <View style={{ width: 220 }}>
      <View style={[styles.row, styles.quiet, { fontSize: 7.5, paddingBottom: 4 }]}>
        <VatRow rate={t("rate")} net={t("net")} vat={t("vat")} gross={t("gross")} />
      </View>
      {content.vatByRate.map(({ rateBasisPoints, netCents, vatCents }) => (
        <View key={rateBasisPoints} style={[styles.row, { paddingVertical: 4, borderTop: `0.75 solid ${colours.linen}` }]}>
          <VatRow
            rate={formatPercent(rateBasisPoints, locale)}
            net={formatMoney(netCents, locale)}
            vat={formatMoney(vatCents, locale)}
            gross={formatMoney(addCents(netCents, vatCents), locale)}
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
