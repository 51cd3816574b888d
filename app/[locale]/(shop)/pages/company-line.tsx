import { countryName } from "@/lib/core/regions";
import type { ShopSettings } from "@/lib/settings/settings";

/** A detail that the law wants and only the owner knows; until it is set the page says so plainly. */
export function Detail({ value, name }: { value: string; name: string }) {
  return value || <mark className="bg-linen px-1 text-oxblood">[{name}: to be filled in by the shop’s owner]</mark>;
}

export function CompanyAddress({ company }: { company: ShopSettings["company"] }) {
  return (
    <>
      <Detail value={company.name} name="Company name" />, <Detail value={company.address} name="Street and number" />,{" "}
      <Detail value={[company.postalCode, company.city].filter(Boolean).join(" ")} name="Postal code and city" />,{" "}
      {countryName(company.country)}
    </>
  );
}

export function CompanyEmail({ company }: { company: ShopSettings["company"] }) {
  return company.email ? <a href={`mailto:${company.email}`}>{company.email}</a> : <Detail value="" name="Email address" />;
}
