import type { OrderAccess } from "@/app/_server/session";
import { Button } from "@/components/ui/button";
import { formatDate, formatMoney, formatTime } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import type { Cents } from "@/lib/core/money";
import { WITHDRAWAL_DAYS } from "@/lib/orders/return-period";
import type { Returnability } from "@/lib/returns/queries";
import { translator } from "@/messages/translator";
import { AccessFields } from "./access-fields";
import { cancel } from "./change-order-actions";
import { Section } from "./section";

/** Offers to cancel the order, withdraw from it or return items, each while it is possible. */
export function ChangeOfMind({
  access,
  cancelUntil,
  paidCents,
  open,
  lastDay,
  lines,
  locale,
}: {
  access: OrderAccess;
  /** Null if the order can't be cancelled. */
  cancelUntil: Date | null;
  /** The amount captured and not refunded. */
  paidCents: Cents;
  locale: Locale;
} & Returnability) {
  const t = translator(locale, "order.change");
  const withdrawable = open && lines.some(({ left, returnable }) => left > 0 && returnable);
  const sendable = open && lines.some(({ left }) => left > 0);
  if (!cancelUntil && !sendable) return null;
  const form = (kind: string) =>
    localePath(locale, `/withdraw?${new URLSearchParams({ order: access.reference, ...(access.token && { token: access.token }), kind })}`);
  const time = cancelUntil && formatTime(cancelUntil, locale);
  return (
    <Section title={t("title")}>
      {time && (
        <details className="group/cancel grid">
          <summary className="touch justify-self-start gap-2 text-clay underline underline-offset-4">{t("cancel")}</summary>
          <form action={cancel} className="grid justify-items-start gap-4 pt-2 pb-4">
            <AccessFields access={access} locale={locale} />
            <p>{paidCents > 0 ? t("cancelPaid", { amount: formatMoney(paidCents, locale), time }) : t("cancelUnpaid", { time })}</p>
            <Button type="submit" look="danger">
              {t("confirmCancel")}
            </Button>
          </form>
        </details>
      )}
      {sendable && (
        <>
          <p className="text-stone">
            {lastDay
              ? t("returnUntil", { date: formatDate(new Date(`${lastDay}T12:00:00Z`), locale) })
              : t("withdrawWithin", { days: WITHDRAWAL_DAYS })}
          </p>
          <div className="flex flex-wrap gap-x-6">
            {withdrawable && (
              <a href={form("withdrawal")} className="text-link touch">
                {t("withdraw")}
              </a>
            )}
            <a href={form("return")} className="text-link touch">
              {t("return")}
            </a>
          </div>
        </>
      )}
    </Section>
  );
}
