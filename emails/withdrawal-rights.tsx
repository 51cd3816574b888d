import type { ReactNode } from "react";
import { formatDate, formatList } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { MailCompany, OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Link, Text } from "./elements";
import { colours, quiet } from "./look";

/**
 * The information that a buyer must receive on a durable medium after ordering: the right of withdrawal, its exceptions and
 * the form. Directive 2011/83/EU, Art. 8(7) with Art. 6(1)(h), (i) and (k), and Annex I.
 */
export function WithdrawalRights({ order }: { order: OrderMail }) {
  const { company, locale, reference, siteUrl } = order;
  const t = translator(locale, "mail.withdrawalRights");
  const exceptions = order.lines.filter(({ returnable }) => !returnable).map(({ name }) => name);
  const form = siteUrl + localePath(locale, "/withdraw");
  const terms = siteUrl + localePath(locale, "/pages/terms");
  return (
    <>
      <Title>{t("title")}</Title>
      <Small>{t("period")}</Small>
      <Small>{t.rich("how", { address: form, link: (chunks) => <Address href={form}>{chunks}</Address> })}</Small>
      <Small>{t("effects")}</Small>
      {exceptions.length > 0 && <Small>{t("exceptions", { names: formatList(exceptions, locale) })}</Small>}
      <Small>{t.rich("faulty", { address: terms, link: (chunks) => <Address href={terms}>{chunks}</Address> })}</Small>
      <Title>{t("form.title")}</Title>
      <Small>{t("form.intro")}</Small>
      <Small>{t("form.text", { recipient: recipient(company), date: formatDate(order.placedAt, locale), reference })}</Small>
    </>
  );
}

function recipient({ name, address, postalCode, city, email }: MailCompany): string {
  return [name, address, `${postalCode} ${city}`.trim(), email].filter(Boolean).join(", ");
}

function Title({ children }: { children: ReactNode }) {
  return <p style={{ margin: "24px 0 6px", fontSize: "15px", lineHeight: "22px", fontWeight: 600 }}>{children}</p>;
}

function Small({ children }: { children: ReactNode }) {
  return (
    <Text space={[0, 10]} style={quiet}>
      {children}
    </Text>
  );
}

/** A link whose text is the URL itself, so it is readable in print too. */
function Address({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} style={{ color: colours.clay, textDecorationLine: "underline" }}>
      {children}
    </Link>
  );
}
