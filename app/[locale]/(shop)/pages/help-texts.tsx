import Link from "next/link";
import type { ReactNode } from "react";
import { countryName, formatMoney, formatNumber } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import type { Cents } from "@/lib/core/money";
import { translator } from "@/messages/translator";
import { companyTags, type TextProps } from "./company-details";

export function Delivery({ locale, settings: { shipping } }: TextProps) {
  const t = translator(locale, "pages.delivery");
  const countries = shipping.zones.flatMap((zone) => zone.countries.map((code) => countryName(code, locale)));
  return (
    <>
      <p>{t("intro")}</p>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("to")}</th>
            <th scope="col">{t("standard")}</th>
            <th scope="col">{t("express")}</th>
          </tr>
        </thead>
        <tbody>
          {shipping.zones.map(({ name, methods: { standard, express } }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{rateText(standard, locale)}</td>
              <td>{express ? rateText(express, locale) : t("notOffered")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {t("heavy", {
          weight: formatNumber(shipping.includedGrams / 1000, locale),
          amount: formatMoney(shipping.perKilogramCents, locale),
        })}
      </p>
      {shipping.freeFromCents !== null && <p>{t("freeFrom", { amount: formatMoney(shipping.freeFromCents, locale) })}</p>}
      <h2>{t("whereTitle")}</h2>
      <p>{t("where", { countries: countries.toSorted((a, b) => a.localeCompare(b, locale)).join(", ") })}</p>
      <p>{t("customs")}</p>
      <h2>{t("lateTitle")}</h2>
      <p>{t("late")}</p>
    </>
  );
}

function rateText({ cents, days: [from, to] }: { cents: Cents; days: readonly [number, number] }, locale: Locale): string {
  const t = translator(locale, "pages.delivery");
  const days = from === to ? t("days", { count: to }) : t("daysBetween", { from, to });
  return t("rate", { amount: formatMoney(cents, locale), days });
}

export function Returns(props: TextProps) {
  const t = translator(props.locale, "pages.returns");
  const tags = companyTags(props);
  const link = (path: string) => (words: ReactNode) => <Link href={localePath(props.locale, path)}>{words}</Link>;
  return (
    <>
      <p>{t("intro")}</p>
      <h2>{t("howTitle")}</h2>
      <p>{t.rich("form", { form: link("/withdraw") })}</p>
      <p>{t.rich("letter", tags)}</p>
      <h2>{t("nextTitle")}</h2>
      <ul>
        <li>{t("sendBack")}</li>
        <li>{t("refund")}</li>
        <li>{t("express")}</li>
        <li>{t("wear")}</li>
      </ul>
      <h2>{t("exceptTitle")}</h2>
      <p>{t("except")}</p>
      <h2>{t("faultTitle")}</h2>
      <p>{t.rich("fault", { form: link("/withdraw?kind=return") })}</p>
      <h2>{t("modelTitle")}</h2>
      <p>{t("modelIntro")}</p>
      <ul>
        <li>{t.rich("modelTo", tags)}</li>
        <li>{t("modelNotice")}</li>
        <li>{t("modelDates")}</li>
        <li>{t("modelReference")}</li>
        <li>{t("modelName")}</li>
        <li>{t("modelSigned")}</li>
      </ul>
    </>
  );
}

export function Accessibility(props: TextProps) {
  const t = translator(props.locale, "pages.accessibility");
  return (
    <>
      <p>{t("intro")}</p>
      <h2>{t("meansTitle")}</h2>
      <ul>
        <li>{t("keyboard")}</li>
        <li>{t("described")}</li>
        <li>{t("contrast")}</li>
        <li>{t("zoom")}</li>
        <li>{t("script")}</li>
      </ul>
      <h2>{t("knownTitle")}</h2>
      <p>{t("known")}</p>
      <h2>{t("tellTitle")}</h2>
      <p>{t.rich("tell", { email: companyTags(props).email })}</p>
    </>
  );
}
