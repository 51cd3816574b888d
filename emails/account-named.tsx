import { formatDateTime, formatMoney } from "@/lib/core/format";
import type { OrderMessage } from "@/lib/outbox/kinds";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Layout, SeeOrder, unbroken, Words } from "./layout";

type Props = { order: OrderMail } & Extract<OrderMessage, { kind: "account_named" }>["data"];

export function AccountNamed({ order, amountCents, accountEnd, transferFrom }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "mail.accountNamed");
  const amount = formatMoney(amountCents, locale);
  const date = formatDateTime(new Date(transferFrom), locale);
  return (
    <Layout preview={t("preview", { accountEnd })} title={t("title")} mail={order}>
      <Words>{t.rich("text", { amount, reference, accountEnd, date, unbroken })}</Words>
      <Words>{t("notYours")}</Words>
      <SeeOrder order={order} />
    </Layout>
  );
}

AccountNamed.subject = ({ order: { locale, reference } }: Props) => translator(locale, "mail.accountNamed")("subject", { reference });
