import { formatMoney } from "@/lib/core/format";
import { cents } from "@/lib/core/money";
import type { AlertMessage } from "@/lib/outbox/kinds";
import type { OrderMail, ShopMail } from "@/lib/outbox/mail-props";
import { getMethod } from "@/lib/payments/methods";
import { translator } from "@/messages/translator";
import { type FigureRow, Figures } from "./figures";
import { Layout, Words } from "./layout";
import { Customer } from "./staff-customer";

type Props = AlertMessage["data"] & { shop: ShopMail; order: Omit<OrderMail, "transferCode"> | null };

/** Something about money that staff must look at. */
export function StaffAlert({ shop, order, alert, daily, figures }: Props) {
  const t = translator(shop.locale, "staffMail.alert");
  const rows = rowsOf(figures, shop);
  return (
    <Layout preview={t("preview")} title={t(`kinds.${alert}.title`)} mail={shop} toStaff>
      <Words>{t(`kinds.${alert}.text`)}</Words>
      {daily && <Words>{t("daily")}</Words>}
      {rows.length > 0 && <Figures title={t("details")} rows={rows} />}
      {order && (
        <>
          <Figures
            title={t("order", { reference: order.reference })}
            rows={[
              { key: "total", name: t("total"), value: formatMoney(order.totalCents, shop.locale) },
              { key: "method", name: t("method"), value: translator(shop.locale, "common")(`paymentMethod.${getMethod(order)}`) },
            ]}
          />
          <Customer order={order} />
        </>
      )}
    </Layout>
  );
}

StaffAlert.subject = ({ shop, order, alert }: Props) => {
  const t = translator(shop.locale, "staffMail.alert");
  const title = t(`kinds.${alert}.title`);
  return order ? t("subject", { title, reference: order.reference }) : title;
};

/** The alert's figures that staff understand, by the name under which the alert stores them. */
const NAMES = {
  amountCents: "amount",
  expected: "expected",
  expectedCents: "expected",
  received: "received",
  receivedCents: "received",
  payment: "payment",
  ref: "payment",
  provider: "provider",
  type: "event",
  book: "book",
  differences: "differences",
} as const;

function rowsOf(figures: Props["figures"], { locale }: ShopMail): FigureRow[] {
  const t = translator(locale, "staffMail.alert.figures");
  return Object.entries(NAMES).flatMap(([key, name]) => {
    const value = figures[key];
    if (value === undefined) return [];
    const shown = typeof value === "number" && key.endsWith("Cents") ? formatMoney(cents(value), locale) : formatAmount(`${value}`);
    return [{ key, name: t(name), value: shown }];
  });
}

/** Writes an amount in a currency's smallest unit, as `5500 EUR`, in the form `€55.00`. Leaves any other text as it is. */
function formatAmount(text: string): string {
  const [, minor, currency] = /^(\d+) ([A-Z]{3})$/.exec(text) ?? [];
  if (!currency) return text;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(Number(minor) / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
