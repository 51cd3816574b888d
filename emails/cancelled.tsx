import { formatMoney } from "@/lib/core/format";
import type { Cents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Action, Layout, unbroken, Words } from "./layout";
import { OrderTable } from "./order-table";

type Props = {
  order: OrderMail;
  reason: "expired" | "customer" | "staff";
  givenBackCents: Cents;
  backCents: Cents;
  toTransferCents: Cents;
  takenBackCents: Cents;
  paymentOpen: boolean;
};

export function Cancelled({ order, reason, givenBackCents, backCents, toTransferCents, takenBackCents, paymentOpen }: Props) {
  const { locale, reference } = order;
  const t = translator(locale, "mail.cancelled");
  const mail = translator(locale, "mail");
  return (
    <Layout preview={t("preview", { reference })} title={t("title")} mail={order}>
      <Words>{t.rich(`reasons.${reason}`, { reference, unbroken })}</Words>
      {backCents > 0 && <Words>{t("toMethod", { amount: formatMoney(backCents, locale) })}</Words>}
      {toTransferCents > 0 && <Words>{t("toAccount", { amount: formatMoney(toTransferCents, locale) })}</Words>}
      {paymentOpen && <Words>{t("paymentOpen")}</Words>}
      {givenBackCents > 0 && <Words>{t("refunded", { amount: formatMoney(givenBackCents, locale) })}</Words>}
      {takenBackCents > 0 && <Words>{t("takenBack", { amount: formatMoney(takenBackCents, locale) })}</Words>}
      {givenBackCents + backCents + toTransferCents + takenBackCents === 0 && !paymentOpen && <Words>{t("nothingPaid")}</Words>}
      <Action href={order.url}>{toTransferCents > 0 ? mail("addAccount") : mail("seeOrder")}</Action>
      <OrderTable order={order} />
    </Layout>
  );
}

Cancelled.subject = ({ order: { locale, reference } }: Props) => translator(locale, "mail.cancelled")("subject", { reference });
