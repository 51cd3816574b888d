import { formatDate, formatDateTime } from "@/lib/core/format";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";
import { Layout, SeeOrder, Words } from "./layout";
import { SendBack } from "./send-back";
import { type SomeItems, SomeItemsTable } from "./some-items";

/** Directive 2011/83/EU, Art. 14(1). */
const DAYS_TO_SEND = 14;

/** `declaredAt`: an ISO time. */
type Props = { order: OrderMail; name: string; items: SomeItems; reason: string; declaredAt: string };

/** The receipt on a durable medium: Directive 2011/83/EU, Art. 11a(4). */
export function WithdrawalAcknowledged({ order, name, items, reason, declaredAt }: Props) {
  const { locale } = order;
  const t = translator(locale, "mail.withdrawalAcknowledged");
  const declared = new Date(declaredAt);
  const time = translator(locale, "withdraw")("receivedAt", { time: formatDateTime(declared, locale) });
  const lastDayToSend = new Date(declared.getTime() + DAYS_TO_SEND * 86_400_000);
  return (
    <Layout preview={t("preview", { time })} title={t("title")} mail={order}>
      <Words>{t("text", { time })}</Words>
      <Figures
        title={t("declaration")}
        rows={[
          { key: "name", name: t("name"), value: name },
          { key: "order", name: t("order"), value: order.reference },
          { key: "time", name: t("received"), value: time },
        ]}
      />
      <SomeItemsTable order={order} chosen={items} title={t("items")} />
      {reason && <Words>{translator(locale, "mail")("youWrote", { reason })}</Words>}
      <Words>{t(order.totalCents === 0 ? "nextFree" : "next", { date: formatDate(lastDayToSend, locale) })}</Words>
      <SendBack order={order} />
      <SeeOrder order={order} />
    </Layout>
  );
}

WithdrawalAcknowledged.subject = ({ order: { locale, reference } }: Props) =>
  translator(locale, "mail.withdrawalAcknowledged")("subject", { reference });
