import { Notice } from "@/components/ui/notice";
import { CHECKOUT_FIELDS, type CheckoutErrors } from "@/lib/checkout/fields";
import type { Translator } from "@/messages/create-translator";

/** Lists two or more invalid fields with links to them; a single one has the focus and its own error. */
export function ErrorSummary({ errors, t }: { errors: CheckoutErrors; t: Translator<"checkout"> }) {
  const wrong = CHECKOUT_FIELDS.filter((field) => errors[field]);
  if (wrong.length < 2) return null;
  return (
    <div className="mb-8">
      <Notice kind="error">
        <p>{t("errors.summary", { count: wrong.length })}</p>
        <ul className="flex flex-wrap gap-x-4">
          {wrong.map((field) => (
            <li key={field}>
              <a href={`#${field}`} className="text-link touch">
                {t(`fields.${field}`)}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
