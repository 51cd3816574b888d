import { formatMoney } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { getMethod, termsOf } from "@/lib/payments/methods";
import { translator } from "@/messages/translator";
import { Layout, SeeOrder, unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";

type Props = { order: OrderMail };

export function PaymentReceived({ order }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "mail.paymentReceived");
  const total = formatMoney(order.totalCents, locale);
  return (
    <Layout preview={t("preview", { total, reference })} title={t("title")} mail={order}>
      <Words>{t.rich(termsOf(getMethod(order)).kind === "on_delivery" ? "cash" : "packing", { total, reference, unbroken })}</Words>
      <SeeOrder order={order} />
      <OrderTable order={order} />
    </Layout>
  );
}

PaymentReceived.subject = ({ order: { locale, reference } }: Props) => translator(locale, "mail.paymentReceived")("subject", { reference });
