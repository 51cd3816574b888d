"use client";

import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import type { Locale } from "@/lib/core/locales";
import type { Translator } from "@/messages/create-translator";
import type { Submit } from "./cart-line";
import { ScriptFlag } from "./script-flag";

/** The choice of the delivery country. Submits itself on a change; without script it has a button. */
export function CountryForm({
  locale,
  t,
  country,
  countries,
  submit,
}: {
  locale: Locale;
  t: Translator<"cart">;
  country: string;
  countries: readonly { code: string; name: string }[];
  submit: Submit;
}) {
  return (
    <form action={submit} className="flex items-end gap-2">
      <ScriptFlag locale={locale} />
      <input type="hidden" name="intent" value="country" />
      <Select
        key={country}
        label={t("country")}
        className="grow"
        name="country"
        autoComplete="shipping country"
        defaultValue={country}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      >
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <div className="hidden noscript:block">
        <Button type="submit" look="line" className="min-h-12! px-5">
          {t("updateCountry")}
        </Button>
      </div>
    </form>
  );
}
