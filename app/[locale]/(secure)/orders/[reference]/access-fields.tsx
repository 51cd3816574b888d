import type { OrderAccess } from "@/app/_server/session";
import type { Locale } from "@/lib/core/locales";

/** Renders the fields of `orderAccessFields`, because every action checks access again. */
export function AccessFields({ access, locale }: { access: OrderAccess; locale: Locale }) {
  return (
    <>
      <input type="hidden" name="reference" value={access.reference} />
      <input type="hidden" name="token" value={access.token ?? ""} />
      <input type="hidden" name="locale" value={locale} />
    </>
  );
}
