import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Layout, SeeOrder, unbroken, Words } from "./layout";
import { type SomeItems, SomeItemsTable } from "./some-items";

/** `rejection`: the reason, in the staff's words. */
type Props = { order: OrderMail; kind: "withdrawal" | "return"; items: SomeItems; rejection: string };

export function ReturnRejected({ order, kind, items, rejection }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "mail.returnRejected");
  return (
    <Layout preview={rejection || t("preview")} title={t(`${kind}.title`)} mail={order}>
      <Words>{t.rich("text", { reference, unbroken })}</Words>
      {rejection && <Words>{rejection}</Words>}
      <SomeItemsTable order={order} chosen={items} title={t("items")} />
      <SeeOrder order={order} />
    </Layout>
  );
}

ReturnRejected.subject = ({ order: { locale, reference }, kind }: Props) =>
  translator(locale, "mail.returnRejected")(`${kind}.subject`, { reference });
