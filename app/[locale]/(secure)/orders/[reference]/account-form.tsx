import type { OrderAccess } from "@/app/_server/session";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatMoney } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Cents } from "@/lib/core/money";
import { translator } from "@/messages/translator";
import { AccessFields } from "./access-fields";
import { saveAccount } from "./change-order-actions";

/** Asks for the bank account of a refund that no payment provider can make. */
export function AccountForm({
  access,
  amountCents,
  wrong,
  locale,
}: {
  access: OrderAccess;
  amountCents: Cents;
  /** The rejected entry. */
  wrong: string | undefined;
  locale: Locale;
}) {
  const t = translator(locale, "order.account");
  return (
    <section aria-labelledby="account" className="grid gap-4 border-t border-ink pt-6">
      <h2 id="account" className="text-xl">
        {t("title")}
      </h2>
      <p>{t.rich("text", { amount: formatMoney(amountCents, locale), figures: (words) => <span className="figures">{words}</span> })}</p>
      <form action={saveAccount} className="grid max-w-md gap-4">
        <AccessFields access={access} locale={locale} />
        <Field
          label={t("iban")}
          name="iban"
          id="iban"
          required
          maxLength={50}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={wrong}
          error={wrong === undefined ? undefined : t("wrong")}
          className="figures"
        />
        <Button type="submit" className="justify-self-start">
          {t("save")}
        </Button>
      </form>
    </section>
  );
}
