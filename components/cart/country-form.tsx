"use client";

import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import type { Submit } from "./cart-line";
import { ScriptFlag } from "./script-flag";

/** Where the cart would travel. Sends itself when chosen; without script a button does. */
export function CountryForm({
  country,
  countries,
  submit,
}: {
  country: string;
  countries: readonly { code: string; name: string }[];
  submit: Submit;
}) {
  return (
    <form action={submit} className="flex items-end gap-2">
      <ScriptFlag />
      <input type="hidden" name="intent" value="country" />
      <Select
        key={country}
        label="Country"
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
          Update
        </Button>
      </div>
    </form>
  );
}
