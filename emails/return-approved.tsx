import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Layout, SeeOrder, unbroken, Words } from "./layout";
import { SendBack } from "./send-back";
import { type SomeItems, SomeItemsTable } from "./some-items";

type Props = { order: OrderMail; kind: "withdrawal" | "return"; items: SomeItems; paid: boolean };

/** For a withdrawal: Directive 2011/83/EU, Art. 13(1) and (3). */
export function ReturnApproved({ order, kind, items, paid }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "mail.returnApproved");
  return (
    <Layout preview={t("preview")} title={t(`${kind}.title`)} mail={order}>
      <Words>{t.rich(`${kind}.text`, { reference, unbroken })}</Words>
      <Words>{paid ? t(`${kind}.refund`) : t(order.totalCents === 0 ? "free" : "unpaid")}</Words>
      <SomeItemsTable order={order} chosen={items} title={t("items")} />
      <SendBack order={order} />
      <SeeOrder order={order} />
    </Layout>
  );
}

ReturnApproved.subject = ({ order: { locale, reference }, kind }: Props) =>
  translator(locale, "mail.returnApproved")(`${kind}.subject`, { reference });
