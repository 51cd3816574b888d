import { Text, View } from "@react-pdf/renderer";
import type { InvoiceContent } from "@/db/schema/invoices";
import type { Address } from "@/lib/core/address";
import { countryName } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import { styles } from "./look";

export function Seller({ seller, locale }: { seller: InvoiceContent["seller"]; locale: Locale }) {
  const t = translator(locale, "invoice.parties");
  const lines = [
    seller.address,
    [`${seller.postalCode} ${seller.city}`.trim(), countryName(seller.country, locale)].filter(Boolean).join(", "),
    seller.vatId && t("vatId", { vatId: seller.vatId }),
    seller.register,
    seller.email,
    seller.phone,
  ];
  return (
    <View style={{ width: 190 }}>
      <Text style={[styles.strong, styles.figure]}>{seller.name}</Text>
      <Lines lines={lines} style={[styles.quiet, styles.figure]} />
    </View>
  );
}

export function BilledTo({ buyer, locale }: { buyer: InvoiceContent["buyer"]; locale: Locale }) {
  const t = translator(locale, "invoice.parties");
  return (
    <View style={{ flex: 1 }}>
      <Text style={styles.label}>{t("billedTo")}</Text>
      {buyer.company !== "" && <Text style={styles.strong}>{buyer.company}</Text>}
      <Lines lines={[...addressLines(buyer.address, locale), buyer.vatId && t("vatId", { vatId: buyer.vatId }), buyer.email]} />
    </View>
  );
}

export function DeliveredTo({ address, locale }: { address: Address; locale: Locale }) {
  return (
    <View style={{ flex: 1 }}>
      <Text style={styles.label}>{translator(locale, "invoice.parties")("deliveredTo")}</Text>
      <Lines lines={addressLines(address, locale)} />
    </View>
  );
}

function addressLines(address: Address, locale: Locale): string[] {
  return [
    `${address.firstName} ${address.lastName}`,
    [address.address, address.address2].filter(Boolean).join(", "),
    `${address.postalCode} ${address.city}`,
    countryName(address.country, locale),
  ];
}

/** The lines are keyed by position, as two of them may be equal. */
function Lines({ lines, style = [] }: { lines: readonly string[]; style?: (typeof styles)[keyof typeof styles][] }) {
  return Object.entries(lines.filter(Boolean)).map(([place, line]) => (
    <Text key={place} style={style}>
      {line}
    </Text>
  ));
}
