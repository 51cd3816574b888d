import { Document, Page, Text, View } from "@react-pdf/renderer";
import type { InvoiceContent } from "@/db/schema/invoices";
import { formatDate, formatTime } from "@/lib/core/dates";
import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { getMethod } from "@/lib/payments/methods";
import { LineTable } from "./line-table";
import { colours, MARGIN, styles } from "./look";
import { BilledTo, DeliveredTo, Seller } from "./parties";
import { Totals } from "./totals";
import { TransferSlip } from "./transfer-slip";
import { PAYMENT_WORDS, titleWords } from "./words";

/** One document on A4, over as many pages as its lines take. */
export function PrintedPage({ document }: { document: PrintedDocument }) {
  const { content, issuedAt } = document;
  const title = titleWords(document);
  return (
    <Document title={title} author={content.seller.name} language="en" creationDate={issuedAt} modificationDate={issuedAt}>
      <Page size="A4" style={styles.page}>
        <View style={styles.body}>
          <View style={[styles.row, { justifyContent: "space-between", alignItems: "flex-start" }]}>
            <Text style={[styles.serif, { fontSize: 21, lineHeight: 1, letterSpacing: -0.4, marginTop: 4 }]}>Earthman</Text>
            <Seller seller={content.seller} />
          </View>
          <Text style={[styles.serif, { fontSize: 29, lineHeight: 1.15, marginTop: 14 }]}>{title}</Text>
          <Subtitle document={document} />
          <Facts document={document} />
          <View style={[styles.row, { gap: 24, marginTop: 14 }]}>
            <BilledTo buyer={content.buyer} />
            <DeliveredTo address={content.deliveryAddress} />
          </View>
          <LineTable lines={content.lines} />
          <Totals content={content} kind={document.kind} />
          {document.kind === "pro_forma" && <TransferSlip transfer={document.transfer} content={content} />}
        </View>
        <Footer seller={content.seller} title={title} />
      </Page>
    </Document>
  );
}

function Subtitle({ document: { kind, content } }: { document: PrintedDocument }) {
  const words =
    kind === "pro_forma"
      ? "Not an invoice for tax purposes. The invoice follows when your transfer has arrived."
      : content.corrects && `Corrects invoice ${content.corrects.number} of ${formatDate(new Date(content.corrects.issuedAt))}`;
  return words ? <Text style={[styles.quiet, { fontSize: 9.5, marginTop: 4 }]}>{words}</Text> : null;
}

function Facts({ document: { kind, content, issuedAt } }: { document: PrintedDocument }) {
  const issuedFacts = [
    ["Date of issue", formatTime(issuedAt)],
    ["Date of supply", formatDate(new Date(content.suppliedAt))],
  ];
  const facts = [
    ...(kind === "pro_forma" ? [] : issuedFacts),
    ["Order", content.orderReference],
    ["Ordered", formatDate(new Date(content.orderedAt))],
    ["Payment", PAYMENT_WORDS[getMethod(content)]],
  ];
  return (
    <View
      style={[
        styles.row,
        { marginTop: 14, paddingVertical: 8, borderTop: `0.75 solid ${colours.linen}`, borderBottom: `0.75 solid ${colours.linen}` },
      ]}
    >
      {facts.map(([name, value]) => (
        <View key={name} style={{ flexGrow: 1 }}>
          <Text style={styles.label}>{name}</Text>
          <Text>{value}</Text>
        </View>
      ))}
    </View>
  );
}

function Footer({ seller, title }: { seller: InvoiceContent["seller"]; title: string }) {
  const company = [seller.name, seller.register, seller.vatId && `VAT id ${seller.vatId}`].filter(Boolean).join(" · ");
  return (
    <View
      fixed
      style={[
        styles.row,
        styles.quiet,
        {
          position: "absolute",
          left: MARGIN,
          right: MARGIN,
          bottom: 30,
          paddingTop: 8,
          gap: 24,
          borderTop: `0.75 solid ${colours.linen}`,
          fontSize: 7,
        },
      ]}
    >
      <Text style={{ flex: 1 }}>{company}</Text>
      <Text style={styles.figure} render={({ pageNumber, totalPages }) => `${title} · Page ${pageNumber} of ${totalPages}`} />
    </View>
  );
}
