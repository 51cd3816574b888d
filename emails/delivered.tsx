import { formatDate } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Layout, SeeOrder, unbroken, Words } from "./layout";

/** `lastReturnDay`: an ISO date. */
type Props = { order: OrderMail; lastReturnDay: string };

export function Delivered({ order, lastReturnDay }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "mail.delivered");
  return (
    <Layout preview={t("preview", { reference })} title={t("title")} mail={order}>
      <Words>{t.rich("text", { reference, unbroken })}</Words>
      <Words>{t("returns", { date: formatDate(new Date(`${lastReturnDay}T12:00:00Z`), locale) })}</Words>
      <SeeOrder order={order} />
    </Layout>
  );
}

Delivered.subject = ({ order: { locale, reference } }: Props) => translator(locale, "mail.delivered")("subject", { reference });
