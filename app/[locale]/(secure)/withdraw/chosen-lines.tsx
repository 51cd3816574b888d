import { formatOptions } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";

/** The items of a declaration. */
export function ChosenLines({
  lines,
  locale,
}: {
  lines: readonly { position: number; name: string; options: readonly { name: string; value: string }[]; quantity: number }[];
  locale: Locale;
}) {
  const t = translator(locale, "common");
  return (
    <ul className="-mt-8">
      {lines.map(({ position, name, options, quantity }) => (
        <li key={position} className="flex justify-between gap-6 border-b border-linen-deep pt-3 pb-4">
          <span>
            <b className="font-medium">{name}</b>
            {options.length > 0 && <span className="block text-sm text-stone">{formatOptions(options)}</span>}
          </span>
          <span className="figures">{t("items", { count: quantity })}</span>
        </li>
      ))}
    </ul>
  );
}
