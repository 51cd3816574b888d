import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Layout, SeeOrder, unbroken, Words } from "./layout";

type Props = { order: OrderMail };

export function TrackingLink({ order }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "mail.trackingLink");
  return (
    <Layout preview={t("preview")} title={t("title")} mail={order}>
      <Words>{t.rich("text", { reference, unbroken })}</Words>
      <SeeOrder order={order} />
      <Words>{t("notYou")}</Words>
    </Layout>
  );
}

TrackingLink.subject = ({ order: { locale, reference } }: Props) => translator(locale, "mail.trackingLink")("subject", { reference });
