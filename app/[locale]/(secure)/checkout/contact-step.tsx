import { Field } from "@/components/ui/field";
import type { Translator } from "@/messages/create-translator";
import type { TextFieldProps } from "./form-props";
import { Step } from "./step";

export function ContactStep({
  textField,
  phoneExample,
  t,
}: {
  textField: TextFieldProps;
  /** An example of a phone number in the chosen country. */
  phoneExample: string | undefined;
  t: Translator<"checkout">;
}) {
  return (
    <Step title={t("steps.contact")} first>
      <div className="grid items-start gap-x-4 gap-y-[1.125rem] sm:grid-cols-2">
        <Field
          label={t("fields.email")}
          {...textField("email")}
          type="email"
          inputMode="email"
          autoComplete="email"
          spellCheck={false}
          required
        />
        <Field
          label={t("fields.phone")}
          {...textField("phone")}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          placeholder={phoneExample}
          hint={t("phoneHint")}
          required
        />
      </div>
    </Step>
  );
}
