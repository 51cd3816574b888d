import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Layout, SeeOrder, unbroken, Words } from "./layout";
import { type SomeItems, SomeItemsTable } from "./some-items";

type Props = { order: OrderMail; items: SomeItems; reason: string };

export function ReturnReceived({ order, items, reason }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "mail.returnReceived");
  return (
    <Layout preview={t("preview")} title={t("title")} mail={order}>
      <Words>{t.rich("text", { reference, unbroken })}</Words>
      <SomeItemsTable order={order} chosen={items} title={t("items")} />
      {reason && <Words>{translator(locale, "mail")("youWrote", { reason })}</Words>}
      <SeeOrder order={order} />
    </Layout>
  );
}

ReturnReceived.subject = ({ order: { locale, reference } }: Props) => translator(locale, "mail.returnReceived")("subject", { reference });
