import { formatOptions } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";
import { Layout, unbroken, Words } from "./layout";

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
  const { locale, reference } = order;
  const t = translator(locale, "staffMail.lowStock");
  const product = [name, formatOptions(options)].filter(Boolean).join(", ");
  return (
    <Layout preview={t("preview", { count: available, product: name })} title={t("title")} mail={order} toStaff>
      <Words>{t.rich("text", { count: available, product, reference, threshold, unbroken })}</Words>
      <Figures
        rows={[
          { key: "sku", name: t("sku"), value: sku },
          { key: "available", name: t("available"), value: translator(locale, "common")("items", { count: available }), strong: true },
        ]}
      />
    </Layout>
  );
}

StaffLowStock.subject = ({ order, sku, available }: Props) =>
  translator(order.locale, "staffMail.lowStock")("subject", { sku, count: available });
