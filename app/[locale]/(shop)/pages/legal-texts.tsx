import Link from "next/link";
import type { ReactNode } from "react";
import { countryName, formatList, formatMoney } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import { cents } from "@/lib/core/money";
import { TRANSFER_HOLD_DAYS } from "@/lib/payments/hold-days";
import { translator } from "@/messages/translator";
import { CompanyAddress, CompanyEmail, companyTags, Detail, type TextProps } from "./company-details";

export function Terms(props: TextProps) {
  const { locale, settings } = props;
  const t = translator(locale, "pages.terms");
  const { address, email } = companyTags(props);
  const { countries, maximumCents } = settings.payments.cashOnDelivery;
  const link = (path: string) => (words: ReactNode) => <Link href={localePath(locale, path)}>{words}</Link>;
  const names = countries.map((code) => countryName(code, locale));
  return (
    <>
      <p>{t.rich("intro", { address })}</p>
      <h2>{t("contractTitle")}</h2>
      <p>{t("contract")}</p>
      <h2>{t("pricesTitle")}</h2>
      <p>{t("prices")}</p>
      <h2>{t("paymentTitle")}</h2>
      <p>
        {t("payment", { days: TRANSFER_HOLD_DAYS })}{" "}
        {names.length > 0 && t("cash", { countries: formatList(names, locale), amount: formatMoney(cents(maximumCents), locale) })}
      </p>
      <h2>{t("deliveryTitle")}</h2>
      <p>{t.rich("delivery", { delivery: link("/pages/delivery"), returns: link("/pages/returns") })}</p>
      <h2>{t("faultsTitle")}</h2>
      <p>{t("faults")}</p>
      <h2>{t("complaintsTitle")}</h2>
      <p>{t.rich("complaints", { email })}</p>
      <h2>{t("lawTitle")}</h2>
      <p>{t("law")}</p>
    </>
  );
}

export function Privacy(props: TextProps) {
  const t = translator(props.locale, "pages.privacy");
  return (
    <>
      <p>{t.rich("intro", companyTags(props))}</p>
      <h2>{t("keepTitle")}</h2>
      <ul>
        <li>{t("order")}</li>
        <li>{t("cart")}</li>
        <li>{t("stock")}</li>
        <li>{t("network")}</li>
      </ul>
      <h2>{t("whoTitle")}</h2>
      <p>{t("who")}</p>
      <h2>{t("cookiesTitle")}</h2>
      <p>{t("cookies")}</p>
      <ul>
        <li>{t("cookieCart")}</li>
        <li>{t("cookieCount")}</li>
        <li>{t("cookieOrder")}</li>
        <li>{t("cookieForm")}</li>
      </ul>
      <h2>{t("rightsTitle")}</h2>
      <p>{t("rights")}</p>
    </>
  );
}

export function Imprint({ locale, settings: { company } }: TextProps) {
  const t = translator(locale, "pages.imprint");
  const rows = [
    ["company", <Detail key="name" locale={locale} value={company.name} name="name" />],
    ["address", <CompanyAddress key="address" locale={locale} company={company} />],
    ["email", <CompanyEmail key="email" locale={locale} company={company} />],
    ["phone", <Detail key="phone" locale={locale} value={company.phone} name="phone" />],
    ["register", <Detail key="register" locale={locale} value={company.register} name="register" />],
    ["vatNumber", <Detail key="vat" locale={locale} value={company.vatId} name="vatNumber" />],
  ] as const;
  return (
    <>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className="font-medium">
                {t(name)}
              </th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t("law")}</p>
    </>
  );
}
