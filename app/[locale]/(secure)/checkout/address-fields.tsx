"use client";

import { Field, Select } from "@/components/ui/field";
import { type AddressField, LENGTHS } from "@/lib/checkout/fields";
import type { CheckoutCountry } from "@/lib/checkout/state";
import type { Translator } from "@/messages/create-translator";
import { OptionalLabel } from "./optional-label";

/** The fields of a postal address. `prefix` distinguishes the billing fields; examples follow the chosen country. */
export function AddressFields({
  prefix,
  countries,
  country,
  onCountry,
  formValues,
  errorOf,
  t,
}: {
  prefix: "" | "billing.";
  countries: readonly CheckoutCountry[];
  country: string;
  onCountry: (country: string) => void;
  formValues: Readonly<Record<string, string>>;
  errorOf: (field: AddressField | `billing.${AddressField}`) => string | undefined;
  t: Translator<"checkout">;
}) {
  const kind = prefix === "" ? "shipping" : "billing";
  const example = countries.find(({ code }) => code === country)?.postalCode ?? "";
  const field = (name: Exclude<AddressField, "country">) => ({
    id: prefix + name,
    name: prefix + name,
    defaultValue: formValues[prefix + name],
    maxLength: LENGTHS[name],
    error: errorOf(`${prefix}${name}`),
  });
  return (
    <>
      <div className="grid items-start gap-x-4 gap-y-[1.125rem] sm:grid-cols-2">
        <Field label={t("fields.firstName")} {...field("firstName")} autoComplete={`${kind} given-name`} required />
        <Field label={t("fields.lastName")} {...field("lastName")} autoComplete={`${kind} family-name`} required />
        <Select
          label={t("fields.country")}
          id={`${prefix}country`}
          name={`${prefix}country`}
          value={country}
          onChange={(event) => onCountry(event.target.value)}
          autoComplete={`${kind} country`}
          error={errorOf(`${prefix}country`)}
          className="sm:col-span-2"
          required
        >
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <Field
          label={t("fields.address")}
          {...field("address")}
          autoComplete={`${kind} address-line1`}
          className="sm:col-span-2"
          required
        />
        <Field
          label={<OptionalLabel field="address2" t={t} />}
          {...field("address2")}
          autoComplete={`${kind} address-line2`}
          className="sm:col-span-2"
        />
      </div>
      <div className="grid items-start gap-x-4 gap-y-[1.125rem] sm:grid-cols-[10rem_1fr]">
        <Field
          label={t("fields.postalCode")}
          {...field("postalCode")}
          autoComplete={`${kind} postal-code`}
          inputMode={/^[\d ]+$/.test(example) ? "numeric" : "text"}
          autoCapitalize="characters"
          placeholder={example}
          required
        />
        <Field label={t("fields.city")} {...field("city")} autoComplete={`${kind} address-level2`} required />
      </div>
    </>
  );
}
