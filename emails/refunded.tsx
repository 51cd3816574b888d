import { formatMoney } from "@/lib/core/format";
import type { OrderMessage } from "@/lib/outbox/kinds";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";
import { Layout, SeeOrder, Words } from "./layout";

type Props = { order: OrderMail } & Extract<OrderMessage, { kind: "refunded" }>["data"];

export function Refunded({ order, amountCents, reason, accountEnd }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "mail.refunded");
  const amount = formatMoney(amountCents, locale);
  return (
    <Layout preview={t("preview", { amount, reference })} title={t("title", { amount })} mail={order}>
      <Words>{t(reason === "duplicate" && order.totalCents === 0 ? "reasons.nothingToPay" : `reasons.${reason}`)}</Words>
      <Words>{accountEnd ? t("toAccount", { accountEnd }) : t("toMethod")}</Words>
      <Figures
        rows={[
          { key: "order", name: t("order"), value: reference },
          { key: "amount", name: t("amount"), value: amount, strong: true },
        ]}
      />
      <SeeOrder order={order} />
    </Layout>
  );
}

Refunded.subject = ({ order: { locale, reference }, amountCents }: Props) =>
  translator(locale, "mail.refunded")("subject", { amount: formatMoney(amountCents, locale), reference });
