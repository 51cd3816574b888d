import { LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { formatDateTime } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { RETURN_SHIPPING_DAYS } from "@/lib/orders/return-period";
import type { OrderReturn } from "@/lib/returns/queries";
import { translator } from "@/messages/translator";
import { ChosenLines } from "./chosen-lines";
import { Declarant } from "./declarant";

/** Shows the declaration with its legally relevant date and time. */
export function DoneStep({
  declared,
  reference,
  email,
  locale,
}: {
  declared: OrderReturn;
  reference: string;
  email: string;
  locale: Locale;
}) {
  const t = translator(locale, "withdraw");
  const { kind, name, reason, requestedAt, lines } = declared;
  return (
    <>
      <h1 className="flex items-start gap-3 text-3xl lg:text-4xl">
        <Icon name="check" className="mt-1.5 size-7 flex-none text-moss" />
        {t(`kinds.${kind}.done`)}
      </h1>
      <p>{kind === "withdrawal" ? t("kinds.withdrawal.next", { days: RETURN_SHIPPING_DAYS }) : t("kinds.return.next")}</p>
      <Declarant
        rows={[
          {
            name: t("rows.received"),
            content: (
              <time dateTime={requestedAt.toISOString()} className="figures">
                {t("receivedAt", { time: formatDateTime(requestedAt, locale) })}
              </time>
            ),
          },
          { name: t("rows.name"), content: name },
          { name: t("rows.order"), content: <span className="figures">{reference}</span> },
          { name: t("rows.email"), content: email },
          ...(reason ? [{ name: t("rows.reason"), content: <span className="whitespace-pre-line">{reason}</span> }] : []),
        ]}
      />
      <ChosenLines lines={lines} locale={locale} />
      <LinkButton href={localePath(locale, "/")} look="line" className="justify-self-start">
        {t("backToShop")}
      </LinkButton>
    </>
  );
}
