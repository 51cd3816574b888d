import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";

/** The address for returned goods. */
export function SendBack({ order: { company, locale } }: { order: OrderMail }) {
  const t = translator(locale, "mail.sendBack");
  const rows = [
    ["to", company.name],
    ["address", company.address],
    ["city", `${company.postalCode} ${company.city}`.trim()],
  ] as const;
  return (
    <Figures title={t("title")} rows={rows.filter(([, value]) => value !== "").map(([key, value]) => ({ key, name: t(key), value }))} />
  );
}
