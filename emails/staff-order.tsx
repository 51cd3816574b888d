import { formatMoney } from "@/lib/core/format";
import type { Cents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { getMethod } from "@/lib/payments/methods";
import { translator } from "@/messages/translator";
import { Layout, Words } from "./layout";
import { OrderTable } from "./order-table";
import { Customer } from "./staff-customer";

type Props = { order: OrderMail };
type HighValueProps = Props & { overCents: Cents };
type BulkProps = Props & { units: number };

export function StaffNewOrder({ order }: Props) {
  const t = translator(order.locale, "staffMail.newOrder");
  return <StaffOrder order={order} title={t("title")} words={t("text", factsOf(order))} />;
}

StaffNewOrder.subject = ({ order }: Props) => translator(order.locale, "staffMail.newOrder")("subject", factsOf(order));

export function StaffHighValue({ order, overCents }: HighValueProps) {
  const t = translator(order.locale, "staffMail.highValue");
  const over = formatMoney(overCents, order.locale);
  return <StaffOrder order={order} title={t("title")} words={t("text", { ...factsOf(order), over })} />;
}

StaffHighValue.subject = ({ order }: HighValueProps) => translator(order.locale, "staffMail.highValue")("subject", factsOf(order));

export function StaffBulkOrder({ order, units }: BulkProps) {
  const t = translator(order.locale, "staffMail.bulkOrder");
  return <StaffOrder order={order} title={t("title", { count: units })} words={t("text", factsOf(order))} />;
}

StaffBulkOrder.subject = ({ order, units }: BulkProps) =>
  translator(order.locale, "staffMail.bulkOrder")("subject", { ...factsOf(order), count: units });

export function StaffCancelled({ order }: Props) {
  const t = translator(order.locale, "staffMail.cancelled");
  return <StaffOrder order={order} title={t("title")} words={t("text", factsOf(order))} />;
}

StaffCancelled.subject = ({ order }: Props) => translator(order.locale, "staffMail.cancelled")("subject", factsOf(order));

const factsOf = (order: OrderMail) => ({
  reference: order.reference,
  total: formatMoney(order.totalCents, order.locale),
  method: translator(order.locale, "common")(`paymentMethod.${getMethod(order)}`),
});

function StaffOrder({ order, title, words }: Props & { title: string; words: string }) {
  return (
    <Layout preview={words} title={title} mail={order} toStaff>
      <Words>{words}</Words>
      {order.note && <Words>{translator(order.locale, "staffMail")("wrote", { note: order.note })}</Words>}
      <OrderTable order={order} />
      <Customer order={order} />
    </Layout>
  );
}
