import { formatMoney } from "@/lib/core/format";
import type { Cents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";
import { Action, Layout, unbroken, Words } from "./layout";

type Props = { order: OrderMail; amountCents: Cents };

export function AccountNeeded({ order, amountCents }: Props) {
  const t = translator(order.locale, "mail.accountNeeded");
  const rows = translator(order.locale, "mail.refunded");
  const { reference } = order;
  const amount = formatMoney(amountCents, order.locale);
  return (
    <Layout preview={t("preview", { amount })} title={t("title")} mail={order}>
      <Words>{t.rich("text", { amount, reference, unbroken })}</Words>
      <Figures
        rows={[
          { key: "order", name: rows("order"), value: reference },
          { key: "amount", name: rows("amount"), value: amount, strong: true },
        ]}
      />
      <Action href={order.url}>{translator(order.locale, "mail")("addAccount")}</Action>
    </Layout>
  );
}

AccountNeeded.subject = ({ order: { locale, reference } }: Props) => translator(locale, "mail.accountNeeded")("subject", { reference });
