import { Document, Page, Text, View } from "@react-pdf/renderer";
import type { InvoiceContent } from "@/db/schema/invoices";
import { formatDate, formatDateTime } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { PrintedDocument } from "@/lib/invoices/printed-document";
import { getMethod } from "@/lib/payments/methods";
import { translator } from "@/messages/translator";
import { LineTable } from "./line-table";
import { colours, MARGIN, styles } from "./look";
import { BilledTo, DeliveredTo, Seller } from "./parties";
import { documentTitle } from "./title";
import { Totals } from "./totals";
import { TransferSlip } from "./transfer-slip";

/** Lays out one document on A4, on as many pages as its lines need. */
export function PrintedPage({ document }: { document: PrintedDocument }) {
  const { content, issuedAt, locale } = document;
  const title = documentTitle(document);
  return (
    <Document title={title} author={content.seller.name} language={locale} creationDate={issuedAt} modificationDate={issuedAt}>
      <Page size="A4" style={styles.page}>
        <View style={styles.body}>
          <View style={[styles.row, { justifyContent: "space-between", alignItems: "flex-start" }]}>
            <Text style={[styles.serif, { fontSize: 21, lineHeight: 1, letterSpacing: -0.4, marginTop: 4 }]}>Earthman</Text>
            <Seller seller={content.seller} locale={locale} />
          </View>
          <Text style={[styles.serif, { fontSize: 29, lineHeight: 1.15, marginTop: 14 }]}>{title}</Text>
          <Subtitle document={document} />
          <Facts document={document} />
          <View style={[styles.row, { gap: 24, marginTop: 14 }]}>
            <BilledTo buyer={content.buyer} locale={locale} />
            <DeliveredTo address={content.deliveryAddress} locale={locale} />
          </View>
          <LineTable lines={content.lines} locale={locale} />
          <Totals content={content} kind={document.kind} locale={locale} />
          {document.kind === "pro_forma" && <TransferSlip transfer={document.transfer} content={content} locale={locale} />}
        </View>
        <Footer seller={content.seller} title={title} locale={locale} />
      </Page>
    </Document>
  );
}

function Subtitle({ document: { kind, content, locale } }: { document: PrintedDocument }) {
  const t = translator(locale, "invoice");
  const { corrects } = content;
  const correction = corrects && t("corrects", { number: corrects.number, date: formatDate(new Date(corrects.issuedAt), locale) });
  const words = kind === "pro_forma" ? t("proForma") : correction;
  return words ? <Text style={[styles.quiet, { fontSize: 9.5, marginTop: 4 }]}>{words}</Text> : null;
}

function Facts({ document: { kind, content, issuedAt, locale } }: { document: PrintedDocument }) {
  const t = translator(locale, "invoice.facts");
  const issuedFacts = [
    [t("issued"), formatDateTime(issuedAt, locale)],
    [t("supplied"), formatDate(new Date(content.suppliedAt), locale)],
  ];
  const facts = [
    ...(kind === "pro_forma" ? [] : issuedFacts),
    [t("order"), content.orderReference],
    [t("ordered"), formatDate(new Date(content.orderedAt), locale)],
    [t("payment"), translator(locale, "common.paymentMethod")(getMethod(content))],
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

function Footer({ seller, title, locale }: { seller: InvoiceContent["seller"]; title: string; locale: Locale }) {
  const t = translator(locale, "invoice");
  const company = [seller.name, seller.register, seller.vatId && t("parties.vatId", { vatId: seller.vatId })].filter(Boolean).join(" · ");
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
      <Text
        style={styles.figure}
        render={({ pageNumber, totalPages }) => t("page", { title, page: `${pageNumber}`, pages: `${totalPages}` })}
      />
    </View>
  );
}
