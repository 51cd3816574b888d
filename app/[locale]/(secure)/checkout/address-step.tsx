"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { CheckoutErrors, CheckoutField } from "@/lib/checkout/fields";
import type { FormValues } from "@/lib/checkout/input";
import type { CheckoutCountry } from "@/lib/checkout/state";
import type { Translator } from "@/messages/create-translator";
import { AddressFields } from "./address-fields";
import type { TextFieldProps } from "./form-props";
import { Step } from "./step";

/** The delivery address, the company if the order is for one, and a different billing address if there is one. */
export function AddressStep({
  countries,
  country,
  onCountry,
  billingCountry,
  onBillingCountry,
  formValues,
  errors,
  errorOf,
  textField,
  t,
}: {
  countries: readonly CheckoutCountry[];
  country: string;
  onCountry: (country: string) => void;
  billingCountry: string;
  onBillingCountry: (country: string) => void;
  formValues: FormValues;
  errors: CheckoutErrors;
  errorOf: (field: CheckoutField) => string | undefined;
  textField: TextFieldProps;
  t: Translator<"checkout">;
}) {
  const [billingDiffers, setBillingDiffers] = useState(formValues.firstName !== undefined && formValues.billingSame !== "on");
  const [company, setCompany] = useState(Boolean(formValues.company || formValues.vatId));
  const address = { countries, formValues, errorOf, t };
  return (
    <Step title={t("steps.address")}>
      <AddressFields {...address} prefix="" country={country} onCountry={onCountry} />
      <details
        open={company || Boolean(errors.company || errors.vatId)}
        onToggle={(event) => setCompany(event.currentTarget.open)}
        className="group/company"
      >
        <summary className="touch gap-2 text-sm">
          <Icon name="plus" className="size-4 group-open/company:hidden" />
          <Icon name="minus" className="hidden size-4 group-open/company:block" />
          {t("company")}
        </summary>
        <div className="grid items-start gap-x-4 gap-y-[1.125rem] pt-2 sm:grid-cols-2">
          <Field label={t("fields.company")} {...textField("company")} autoComplete="organization" />
          <Field
            label={t("fields.vatId")}
            {...textField("vatId")}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            hint={t("vatHint")}
          />
        </div>
      </details>
      <div>
        <Checkbox
          label={t("billingSame")}
          name="billingSame"
          value="on"
          checked={!billingDiffers}
          onChange={(event) => setBillingDiffers(!event.target.checked)}
        />
        {/* Without script these fields appear with the answer to the form. */}
        {billingDiffers && (
          <div className="mt-3 grid gap-5">
            <h3 className="text-lg">{t("billingAddress")}</h3>
            <AddressFields {...address} prefix="billing." country={billingCountry} onCountry={onBillingCountry} />
          </div>
        )}
      </div>
    </Step>
  );
}
