import { RadioRow, RadioRows } from "@/components/ui/choice";
import { FieldError } from "@/components/ui/field";
import { formatMoney } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { ShippingOption } from "@/lib/shipping/rates";
import type { ShippingMethod } from "@/lib/shipping/types";
import type { Translator } from "@/messages/create-translator";
import { Step } from "./step";

export function DeliveryStep({
  options,
  chosen,
  onChoose,
  error,
  names,
  locale,
  t,
}: {
  options: readonly ShippingOption[];
  chosen: ShippingMethod;
  onChoose: (method: ShippingMethod) => void;
  error: string | undefined;
  names: Readonly<Record<ShippingMethod, string>>;
  locale: Locale;
  t: Translator<"checkout">;
}) {
  return (
    <Step title={t("steps.delivery")}>
      <RadioRows legend={t("steps.delivery")} hideLegend>
        {options.map(({ method, cents, days: [from, to] }, index) => (
          <RadioRow
            key={method}
            id={index === 0 ? "shippingMethod" : undefined}
            name="shippingMethod"
            value={method}
            checked={method === chosen}
            onChange={() => onChoose(method)}
            label={names[method]}
            note={from === to ? t("shippingDays", { days: to }) : t("shippingDaysBetween", { from: String(from), to: String(to) })}
            aside={cents === 0 ? t("free") : formatMoney(cents, locale)}
          />
        ))}
      </RadioRows>
      <FieldError id="shippingMethod-error" error={error} />
    </Step>
  );
}
