import { formatDate, formatDateTime } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Layout, Words } from "./layout";
import { type SomeItems, SomeItemsTable } from "./some-items";
import { Customer } from "./staff-customer";

type Props = {
  order: OrderMail;
  kind: "withdrawal" | "return";
  items: SomeItems;
  /** The customer's words. */
  reason: string;
  /** An ISO time. */
  requestedAt: string;
  /** An ISO date; null for a return. */
  refundBy: string | null;
  /** Whether some of the items have not left yet. */
  unsent: boolean;
};

export function StaffReturnRequested({ order, kind, items, reason, requestedAt, refundBy, unsent }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "staffMail.returnRequested");
  const text = t(`${kind}.text`, { time: formatDateTime(new Date(requestedAt), locale) });
  return (
    <Layout preview={text} title={t(`${kind}.title`)} mail={order} toStaff>
      <Words>{text}</Words>
      {unsent && <Words>{t("unsent")}</Words>}
      {refundBy && <Words>{t("refundBy", { date: formatDate(new Date(`${refundBy}T12:00:00Z`), locale) })}</Words>}
      {reason && <Words>{translator(locale, "staffMail")("wrote", { note: reason })}</Words>}
      <SomeItemsTable order={order} chosen={items} title={t("items", { reference })} />
      <Customer order={order} />
    </Layout>
  );
}

StaffReturnRequested.subject = ({ order, kind }: Props) =>
  translator(order.locale, "staffMail.returnRequested")(`${kind}.subject`, { reference: order.reference });
