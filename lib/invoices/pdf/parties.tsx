import { Text, View } from "@react-pdf/renderer";
import type { InvoiceContent } from "@/db/schema/invoices";
import type { Address } from "@/lib/core/address";
import { countryName } from "@/lib/core/regions";
import { styles } from "./look";

export function Seller({ seller }: { seller: InvoiceContent["seller"] }) {
  const lines = [
    seller.address,
    [`${seller.postalCode} ${seller.city}`.trim(), countryName(seller.country)].filter(Boolean).join(", "),
    seller.vatId && `VAT id ${seller.vatId}`,
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

export function BilledTo({ buyer }: { buyer: InvoiceContent["buyer"] }) {
  return (
    <View style={{ flex: 1 }}>
      <Text style={styles.label}>Billed to</Text>
      {buyer.company !== "" && <Text style={styles.strong}>{buyer.company}</Text>}
      <Lines lines={[...addressLines(buyer.address), buyer.vatId && `VAT id ${buyer.vatId}`, buyer.email]} />
    </View>
  );
}

export function DeliveredTo({ address }: { address: Address }) {
  return (
    <View style={{ flex: 1 }}>
      <Text style={styles.label}>Delivered to</Text>
      <Lines lines={addressLines(address)} />
    </View>
  );
}

function addressLines(address: Address): string[] {
  return [
    `${address.firstName} ${address.lastName}`,
    [address.address, address.address2].filter(Boolean).join(", "),
    `${address.postalCode} ${address.city}`,
    countryName(address.country),
  ];
}

/** Keyed by their place: two of them may say the same. */
function Lines({ lines, style = [] }: { lines: readonly string[]; style?: (typeof styles)[keyof typeof styles][] }) {
  return Object.entries(lines.filter(Boolean)).map(([place, line]) => (
    <Text key={place} style={style}>
      {line}
    </Text>
  ));
}
