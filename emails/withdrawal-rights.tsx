import type { ReactNode } from "react";
import { formatDate } from "@/lib/core/dates";
import type { MailCompany, OrderMail } from "@/lib/outbox/mail-props";
import { Link, Text } from "./elements";
import { colours, quiet } from "./look";

/**
 * What a buyer must hold on a durable medium once they have ordered: the right of withdrawal, what it is not for, and the
 * form. Directive 2011/83/EU, Art. 8(7) with Art. 6(1)(h), (i) and (k), and Annex I.
 */
export function WithdrawalRights({ order }: { order: OrderMail }) {
  const { company, siteUrl } = order;
  const kept = order.lines.filter(({ returnable }) => !returnable).map(({ name }) => name);
  return (
    <>
      <Title>Your right of withdrawal</Title>
      <Small>
        You may withdraw from this purchase within 14 days, without giving a reason. The 14 days start on the day you, or somebody you
        named, received the goods; with several parcels, the last of them.
      </Small>
      <Small>
        Tell us clearly that you withdraw: by our form at <Address href={`${siteUrl}/withdraw`} />, by mail or by letter to the address
        below. You may use the text at the end, but need not. It is enough that you send it before the 14 days are over.
      </Small>
      <Small>
        Send the goods back within 14 days of telling us; you bear the direct cost of that. We give back everything you paid, standard
        delivery included, within 14 days of hearing from you and by the means you paid with. We may wait until the goods are here, or until
        you show that you sent them. Try things on as you would in a shop: for wear beyond that we may keep the value that was lost.
      </Small>
      {kept.length > 0 && (
        <Small>
          There is no right of withdrawal from goods that were made to your order, nor from sealed ones that for reasons of hygiene
          can&rsquo;t be returned once opened. Here: {kept.join(", ")}.
        </Small>
      )}
      <Small>
        Faulty goods are another matter: the law gives you two years from delivery. The terms of sale stand at{" "}
        <Address href={`${siteUrl}/pages/terms`} />.
      </Small>
      <Title>Withdrawal form</Title>
      <Small>Only if you wish to withdraw:</Small>
      <Small>
        To {recipient(company)}: I withdraw from my contract of sale of the following goods: … Ordered on {formatDate(order.placedAt)},
        received on: … Order {order.reference}. My name and address: … Date, and my signature if this is on paper: …
      </Small>
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

/** The address is what is read: whoever prints the mail has it too. */
function Address({ href }: { href: string }) {
  return (
    <Link href={href} style={{ color: colours.clay, textDecorationLine: "underline" }}>
      {href}
    </Link>
  );
}
