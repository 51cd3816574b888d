import { formatDate, formatDateTime, formatMoney } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { getMethod, termsOf } from "@/lib/payments/methods";
import { translator } from "@/messages/translator";
import { Delivery } from "./delivery";
import { Layout, SeeOrder, unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";
import { Transfer } from "./transfer";
import { WithdrawalRights } from "./withdrawal-rights";

type Props = { order: OrderMail };

export function OrderReceived({ order }: Props) {
  const t = translator(order.locale, "mail.orderReceived");
  const { reference } = order;
  return (
    <Layout preview={t("preview", { reference })} title={t("title", { name: order.shippingAddress.firstName })} mail={order}>
      <Words>{t.rich("text", { reference, unbroken })}</Words>
      <HowToPay order={order} />
      <SeeOrder order={order} />
      <OrderTable order={order} />
      <Delivery order={order} />
      <WithdrawalRights order={order} />
    </Layout>
  );
}

OrderReceived.subject = ({ order: { locale, reference } }: Props) => translator(locale, "mail.orderReceived")("subject", { reference });

function HowToPay({ order }: Props) {
  const { locale, payUntil } = order;
  const t = translator(locale, "mail.orderReceived");
  const total = formatMoney(order.totalCents, locale);
  switch (termsOf(getMethod(order)).kind) {
    case "nothing_to_pay":
      return <Words>{t("free")}</Words>;
    case "on_delivery":
      return <Words>{t("cash", { total })}</Words>;
    case "transfer":
      return (
        <>
          <Words>{payUntil ? t("transferUntil", { total, date: formatDate(payUntil, locale) }) : t("transfer", { total })}</Words>
          <Transfer order={order} amountCents={order.totalCents} />
        </>
      );
    case "online":
      return <Words>{payUntil ? t("onlineUntil", { total, time: formatDateTime(payUntil, locale) }) : t("online", { total })}</Words>;
  }
}
