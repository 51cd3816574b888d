import { formatDate, formatMoney } from "@/lib/core/format";
import type { Cents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Layout, SeeOrder, unbroken, Words } from "./layout";
import { Transfer } from "./transfer";

type Props = { order: OrderMail; receivedCents: Cents; missingCents: Cents };

export function PaymentIncomplete({ order, receivedCents, missingCents }: Props) {
  const { locale, payUntil, reference } = order;
  const t = translator(locale, "mail.paymentIncomplete");
  const missing = formatMoney(missingCents, locale);
  const values = {
    missing,
    reference,
    unbroken,
    received: formatMoney(receivedCents, locale),
    total: formatMoney(order.totalCents, locale),
  };
  return (
    <Layout preview={t("preview", { missing })} title={t("title")} mail={order}>
      <Words>{payUntil ? t.rich("textUntil", { ...values, date: formatDate(payUntil, locale) }) : t.rich("text", values)}</Words>
      <Transfer order={order} amountCents={missingCents} />
      <SeeOrder order={order} />
    </Layout>
  );
}

PaymentIncomplete.subject = ({ order: { locale, reference } }: Props) =>
  translator(locale, "mail.paymentIncomplete")("subject", { reference });
