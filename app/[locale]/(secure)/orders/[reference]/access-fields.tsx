import type { OrderAccess } from "@/app/_server/session";
import type { Locale } from "@/lib/core/locales";

/** The fields of `orderAccessFields`: every action checks again what its request may see. */
export function AccessFields({ access, locale }: { access: OrderAccess; locale: Locale }) {
  return (
    <>
      <input type="hidden" name="reference" value={access.reference} />
      <input type="hidden" name="token" value={access.token ?? ""} />
      <input type="hidden" name="locale" value={locale} />
    </>
  );
}
