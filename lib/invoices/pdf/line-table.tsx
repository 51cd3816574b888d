import { Text, View } from "@react-pdf/renderer";
import type { InvoiceLine } from "@/db/schema/invoices";
import { formatCents } from "@/lib/core/money";
import { colours, styles } from "./look";
import { rateWords } from "./words";

const WIDTHS = { quantity: 40, price: 62, discount: 60, rate: 42, amount: 68 };

/** Its head stands on every page that it goes on to. */
export function LineTable({ lines }: { lines: readonly InvoiceLine[] }) {
  const discounted = lines.some((line) => line.discountCents > 0);
  return (
    <View style={{ marginTop: 18 }}>
      <View fixed style={[styles.row, styles.quiet, { fontSize: 7.5, paddingBottom: 5, borderBottom: `0.75 solid ${colours.stone}` }]}>
        <Text style={{ flex: 1 }}>Item</Text>
        <Text style={[styles.figure, { width: WIDTHS.quantity }]}>Quantity</Text>
        <Text style={[styles.figure, { width: WIDTHS.price }]}>Unit price</Text>
        {discounted && <Text style={[styles.figure, { width: WIDTHS.discount }]}>Discount</Text>}
        <Text style={[styles.figure, { width: WIDTHS.rate }]}>VAT</Text>
        <Text style={[styles.figure, { width: WIDTHS.amount }]}>Amount</Text>
      </View>
      {lines.map((line) => (
        <Line key={`${line.position} ${line.vatRateBasisPoints}`} line={line} discounted={discounted} />
      ))}
    </View>
  );
}

function Line({ line, discounted }: { line: InvoiceLine; discounted: boolean }) {
  const details = [line.options, line.sku].filter(Boolean).join(" · ");
  return (
    <View wrap={false} style={[styles.row, { paddingTop: 5, paddingBottom: 4, borderBottom: `0.75 solid ${colours.linen}` }]}>
      <View style={{ flex: 1 }}>
        <Text>{line.name}</Text>
        {details !== "" && <Text style={[styles.quiet, { fontSize: 7.5 }]}>{details}</Text>}
      </View>
      <Text style={[styles.figure, { width: WIDTHS.quantity }]}>{line.quantity}</Text>
      <Text style={[styles.figure, { width: WIDTHS.price }]}>{formatCents(line.unitPriceCents)}</Text>
      {discounted && (
        <Text style={[styles.figure, { width: WIDTHS.discount }]}>
          {line.discountCents > 0 ? `−${formatCents(line.discountCents)}` : ""}
        </Text>
      )}
      <Text style={[styles.figure, { width: WIDTHS.rate }]}>{rateWords(line.vatRateBasisPoints)}</Text>
      <Text style={[styles.figure, { width: WIDTHS.amount }]}>{formatCents(line.paidCents)}</Text>
    </View>
  );
}
