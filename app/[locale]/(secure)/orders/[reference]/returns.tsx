import { formatDateTime, formatOptions } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { OrderReturn } from "@/lib/returns/queries";
import { translator } from "@/messages/translator";
import { Section } from "./section";

/** `paid`: whether the shop has money to refund. */
export function Returns({ returns, paid, locale }: { returns: readonly OrderReturn[]; paid: boolean; locale: Locale }) {
  const t = translator(locale, "order.returns");
  const common = translator(locale, "common");
  return (
    <Section title={t("title")}>
      <ul className="grid gap-5">
        {returns.map(({ id, kind, status, rejection, requestedAt, lines }) => (
          <li key={id} className="grid gap-1">
            <p>{t(kind, { time: formatDateTime(requestedAt, locale) })}</p>
            <p className="text-sm text-stone">
              {lines
                .map(({ name, options, quantity }) =>
                  [name, formatOptions(options), common("items", { count: quantity })].filter(Boolean).join(", "),
                )
                .join("; ")}
            </p>
            <p className="text-sm">
              {t(status === "received" && !paid ? "statuses.receivedUnpaid" : `statuses.${status}`)} {rejection}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
