import type { ReactNode } from "react";
import { countryName } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { ShopSettings } from "@/lib/settings/settings";
import { translator } from "@/messages/translator";

export type TextProps = { locale: Locale; settings: ShopSettings };

type CompanyProps = { locale: Locale; company: ShopSettings["company"] };

/** A detail that the law requires and only the owner knows; the page states plainly that it is missing until it is set. */
export function Detail({ locale, value, name }: { locale: Locale; value: string; name: DetailName }) {
  const t = translator(locale, "pages.company");
  return value || <mark className="bg-linen px-1 text-oxblood">{t("missing", { detail: t(name) })}</mark>;
}

type DetailName = "name" | "street" | "city" | "email" | "phone" | "register" | "vatNumber";

export function CompanyAddress({ locale, company }: CompanyProps) {
  const city = [company.postalCode, company.city].filter(Boolean).join(" ");
  return (
    <>
      <Detail locale={locale} value={company.name} name="name" />, <Detail locale={locale} value={company.address} name="street" />,{" "}
      <Detail locale={locale} value={city} name="city" />, {countryName(company.country, locale)}
    </>
  );
}

export function CompanyEmail({ locale, company }: CompanyProps) {
  return company.email ? <a href={`mailto:${company.email}`}>{company.email}</a> : <Detail locale={locale} value="" name="email" />;
}

/** The tags by which texts name the company. */
export function companyTags({ locale, settings: { company } }: TextProps): { address: () => ReactNode; email: () => ReactNode } {
  return {
    address: () => <CompanyAddress locale={locale} company={company} />,
    email: () => <CompanyEmail locale={locale} company={company} />,
  };
}
