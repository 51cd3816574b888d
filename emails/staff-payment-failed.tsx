import { formatDateTime, formatMoney } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Layout, unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";

type Props = { order: OrderMail };

export function StaffPaymentFailed({ order }: Props) {
  const { email, locale, payUntil, reference } = order;
  const t = translator(locale, "staffMail.paymentFailed");
  const facts = { total: formatMoney(order.totalCents, locale), reference, email, unbroken };
  return (
    <Layout preview={t("preview", { reference })} title={t("title")} mail={order} toStaff>
      <Words>{payUntil ? t.rich("textUntil", { ...facts, time: formatDateTime(payUntil, locale) }) : t.rich("text", facts)}</Words>
      <OrderTable order={order} />
    </Layout>
  );
}

StaffPaymentFailed.subject = ({ order: { locale, reference } }: Props) =>
  translator(locale, "staffMail.paymentFailed")("subject", { reference });
