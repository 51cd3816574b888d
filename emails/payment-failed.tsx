import { formatDateTime, formatMoney } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Action, Layout, unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";

type Props = { order: OrderMail };

export function PaymentFailed({ order }: Props) {
  const { locale, payUntil, reference } = order;
  const t = translator(locale, "mail.paymentFailed");
  const values = { reference, unbroken, total: formatMoney(order.totalCents, locale) };
  return (
    <Layout preview={t("preview")} title={t("title")} mail={order}>
      <Words>{payUntil ? t.rich("textUntil", { ...values, time: formatDateTime(payUntil, locale) }) : t.rich("text", values)}</Words>
      <Action href={order.url}>{t("action")}</Action>
      <OrderTable order={order} />
    </Layout>
  );
}

PaymentFailed.subject = ({ order: { locale, reference } }: Props) => translator(locale, "mail.paymentFailed")("subject", { reference });
