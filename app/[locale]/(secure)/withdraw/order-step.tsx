import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { WITHDRAWAL_DAYS } from "@/lib/orders/return-period";
import { translator } from "@/messages/translator";
import { findOrder } from "./actions";
import type { Draft, Kind, Problem } from "./draft";
import { problemText } from "./problem-text";

/** Asks for the declarant and the order. */
export function OrderStep({
  kind,
  formValues,
  problem,
  locale,
}: {
  kind: Kind;
  formValues: Pick<Draft, "name" | "reference" | "email">;
  problem: Problem | null;
  locale: Locale;
}) {
  const t = translator(locale, "withdraw");
  const errorOf = (field: Problem) => (problem === field ? problemText(field, locale) : undefined);
  const whole = problem === "unknown_order" || problem === "rate_limited";
  return (
    <>
      <h1 className="text-3xl lg:text-4xl">{t(`kinds.${kind}.title`)}</h1>
      <p>{kind === "withdrawal" ? t("kinds.withdrawal.opening", { days: WITHDRAWAL_DAYS }) : t("kinds.return.opening")}</p>
      {whole && (
        <Notice kind="error">
          <p>{problemText(problem, locale)}</p>
        </Notice>
      )}
      <form action={findOrder} className="grid gap-[1.125rem]">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="kind" value={kind} />
        <Field
          label={t("fields.name")}
          name="name"
          id="name"
          autoComplete="name"
          required
          maxLength={120}
          defaultValue={formValues.name}
          error={errorOf("name")}
        />
        <Field
          label={t("fields.reference")}
          name="reference"
          id="reference"
          required
          maxLength={60}
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={formValues.reference}
          hint={t("referenceHint")}
        />
        <Field
          label={t("fields.email")}
          name="email"
          id="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          required
          maxLength={254}
          defaultValue={formValues.email}
          error={errorOf("email")}
          hint={t("emailHint")}
        />
        <Button type="submit" look="clay" className="justify-self-start">
          {t("continue")}
        </Button>
      </form>
      <p className="text-sm text-stone">
        {t.rich(`kinds.${kind}.other`, {
          link: (words) => (
            <a href={localePath(locale, kind === "withdrawal" ? "/withdraw?kind=return" : "/withdraw")} className="text-link touch">
              {words}
            </a>
          ),
        })}
      </p>
    </>
  );
}
