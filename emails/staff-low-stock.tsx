import { optionWords, pieces } from "@/components/cart/cart-words";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Figures } from "./figures";
import { Layout, Unbroken, Words } from "./layout";

type Props = {
  order: OrderMail;
  sku: string;
  name: string;
  options: readonly { name: string; value: string }[];
  /** Pieces that can still be sold. */
  available: number;
  threshold: number;
};

export function StaffLowStock({ order, sku, name, options, available, threshold }: Props) {
  const left = available === 0 ? "Nothing is left" : `Only ${pieces(available)} left`;
  return (
    <Layout preview={`${left} of ${name}.`} title="Stock is low." company={order.company} toStaff>
      <Words>
        {left} of {[name, optionWords(options)].filter(Boolean).join(", ")} since order <Unbroken>{order.reference}</Unbroken>. You are told
        at {threshold} or fewer.
      </Words>
      <Figures
        rows={[
          { key: "sku", name: "SKU", value: sku },
          { key: "available", name: "Can still be sold", value: pieces(available), strong: true },
        ]}
      />
    </Layout>
  );
}

StaffLowStock.subject = ({ sku, available }: Props) => `Low stock: ${sku}, ${pieces(available)} left`;
