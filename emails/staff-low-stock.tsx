import { formatOptions } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";
import { Layout, Unbroken, Words } from "./layout";

type Props = {
  order: OrderMail;
  sku: string;
  name: string;
  options: readonly { name: string; value: string }[];
  /** The number of items that can still be sold. */
  available: number;
  threshold: number;
};

export function StaffLowStock({ order, sku, name, options, available, threshold }: Props) {
  const left = available === 0 ? "None left" : `Only ${available} left`;
  return (
    <Layout preview={`${left} of ${name}.`} title="Stock is low." mail={order} toStaff>
      <Words>
        {left} of {[name, formatOptions(options)].filter(Boolean).join(", ")} since order <Unbroken>{order.reference}</Unbroken>. We email
        you at {threshold} or fewer.
      </Words>
      <Figures
        rows={[
          { key: "sku", name: "SKU", value: sku },
          { key: "available", name: "Can still be sold", value: itemsOf(available), strong: true },
        ]}
      />
    </Layout>
  );
}

StaffLowStock.subject = ({ sku, available }: Props) => `Low stock: ${sku}, ${itemsOf(available)} left`;

const itemsOf = (count: number) => translator("en", "common")("items", { count });
