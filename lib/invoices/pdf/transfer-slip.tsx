import { Path, Svg, Text, View } from "@react-pdf/renderer";
import bwipjs from "bwip-js/node";
import type { InvoiceContent } from "@/db/schema/invoices";
import { type DrawnCode, drawModules, drawQrCode } from "@/lib/bank-slips/draw-code";
import { hub3Payload } from "@/lib/bank-slips/hub3";
import { formatDate, formatIban, formatMoney } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { UnpaidTransfer } from "@/lib/payments/unpaid-transfer";
import { translator } from "@/messages/translator";
import { colours, styles } from "./look";

type Props = { transfer: UnpaidTransfer; content: InvoiceContent; locale: Locale };

/** The transfer's details as text, as the QR code of European banking apps and as the code of Croatian payment slips. */
export function TransferSlip({ transfer, content, locale }: Props) {
  const t = translator(locale, "invoice.slip");
  const slip = translator(locale, "order.transfer");
  const { sepa, hub3 } = slipCodes({ transfer, content, locale });
  const rows = [
    ["recipient", transfer.name],
    ["iban", formatIban(transfer.iban)],
    ["bic", transfer.bic],
    ["amount", formatMoney(transfer.amountCents, locale)],
    ["reference", transfer.rf],
    ["inCroatia", transfer.hr00],
    ["due", formatDate(transfer.due, locale)],
  ] as const;
  return (
    <View wrap={false} style={{ marginTop: 14, padding: 12, border: `0.75 solid ${colours.linen}`, borderRadius: 3 }}>
      <Text style={[styles.serif, { fontSize: 13, lineHeight: 1.2, marginBottom: 8 }]}>{slip("title")}</Text>
      <View style={[styles.row, { justifyContent: "space-between", alignItems: "flex-start" }]}>
        <View style={{ width: 172 }}>
          {rows
            .filter(([, value]) => value !== "")
            .map(([key, value]) => (
              <View key={key} style={[styles.row, { marginBottom: 1 }]}>
                <Text style={[styles.quiet, { width: 58 }]}>{slip(key)}</Text>
                <Text style={{ flex: 1 }}>{value}</Text>
              </View>
            ))}
        </View>
        <Code code={sepa} width={80} caption={t("sepa")} />
        {hub3 && <Code code={hub3} width={170} caption={t("hub3")} />}
      </View>
    </View>
  );
}

/** Returns the printed codes; the code of Croatian slips exists only for Croatian accounts. */
export function slipCodes({ transfer, content, locale }: Props): { sepa: DrawnCode; hub3: DrawnCode | null } {
  const hub3 = transfer.iban.startsWith("HR") ? drawPdf417(hub3Text({ transfer, content, locale })) : null;
  return { sepa: drawQrCode(transfer.epc), hub3 };
}

function hub3Text({ transfer, content: { buyer, seller, orderReference }, locale }: Props): string {
  const { firstName, lastName } = buyer.address;
  return hub3Payload({
    payer: { ...buyer.address, name: buyer.company || `${firstName} ${lastName}` },
    payee: { ...seller, name: transfer.name },
    iban: transfer.iban,
    amountCents: transfer.amountCents,
    reference: transfer.hr00,
    description: translator(locale, "invoice.slip")("purpose", { reference: orderReference }),
  });
}

/** Draws nine columns with error correction level 4, as the HUB-3 standard requires; a row is three modules high. */
function drawPdf417(payload: string): DrawnCode {
  const [symbol] = bwipjs.raw("pdf417", payload, "columns=9 eclevel=4");
  if (!symbol || !("pixs" in symbol)) throw new Error("no PDF417 code was made");
  return drawModules(symbol.pixs.map(Boolean), symbol.pixx, 3);
}

function Code({ code: { width: modules, height, path }, width, caption }: { code: DrawnCode; width: number; caption: string }) {
  return (
    <View style={{ width }}>
      <Svg viewBox={`0 0 ${modules} ${height}`} width={width} height={(width / modules) * height}>
        <Path d={path} fill="#000" />
      </Svg>
      <Text style={[styles.quiet, { fontSize: 7, marginTop: 6 }]}>{caption}</Text>
    </View>
  );
}
