import { Text, View } from "@react-pdf/renderer";
import type { InvoiceLine } from "@/db/schema/invoices";
import { formatMoney, formatPercent } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import { cents } from "@/lib/core/money";
import { translator } from "@/messages/translator";
import { colours, styles } from "./look";

const WIDTHS = { quantity: 40, price: 62, discount: 60, rate: 42, amount: 68 };

type Props = { lines: readonly InvoiceLine[]; locale: Locale };

/** Prints the lines; the table's head is repeated on every page. */
export function LineTable({ lines, locale }: Props) {
  const t = translator(locale, "invoice.lines");
  const discounted = lines.some((line) => line.discountCents > 0);
  return (
    <View style={{ marginTop: 18 }}>
      <View fixed style={[styles.row, styles.quiet, { fontSize: 7.5, paddingBottom: 5, borderBottom: `0.75 solid ${colours.stone}` }]}>
        <Text style={{ flex: 1 }}>{t("item")}</Text>
        <Text style={[styles.figure, { width: WIDTHS.quantity }]}>{t("quantity")}</Text>
        <Text style={[styles.figure, { width: WIDTHS.price }]}>{t("unitPrice")}</Text>
        {discounted && <Text style={[styles.figure, { width: WIDTHS.discount }]}>{t("discount")}</Text>}
        <Text style={[styles.figure, { width: WIDTHS.rate }]}>{t("vat")}</Text>
        <Text style={[styles.figure, { width: WIDTHS.amount }]}>{t("amount")}</Text>
      </View>
      {lines.map((line) => (
        <Line key={`${line.position} ${line.vatRateBasisPoints}`} line={line} discounted={discounted} locale={locale} />
      ))}
    </View>
  );
}

function Line({ line, discounted, locale }: { line: InvoiceLine; discounted: boolean; locale: Locale }) {
  const details = [line.options, line.sku].filter(Boolean).join(" · ");
  return (
    <View wrap={false} style={[styles.row, { paddingTop: 5, paddingBottom: 4, borderBottom: `0.75 solid ${colours.linen}` }]}>
      <View style={{ flex: 1 }}>
        <Text>{line.position === null ? translator(locale, "invoice.lines")("refund") : line.name}</Text>
        {details !== "" && <Text style={[styles.quiet, { fontSize: 7.5 }]}>{details}</Text>}
      </View>
      <Text style={[styles.figure, { width: WIDTHS.quantity }]}>{line.quantity}</Text>
      <Text style={[styles.figure, { width: WIDTHS.price }]}>{formatMoney(line.unitPriceCents, locale)}</Text>
      {discounted && (
        <Text style={[styles.figure, { width: WIDTHS.discount }]}>
          {line.discountCents > 0 ? formatMoney(cents(-line.discountCents), locale) : ""}
        </Text>
      )}
      <Text style={[styles.figure, { width: WIDTHS.rate }]}>{formatPercent(line.vatRateBasisPoints, locale)}</Text>
      <Text style={[styles.figure, { width: WIDTHS.amount }]}>{formatMoney(line.paidCents, locale)}</Text>
    </View>
  );
}
