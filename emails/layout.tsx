import type { ReactNode } from "react";
import type { OrderMail, ShopMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Body, Head, Heading, Hr, Html, Link, Preview, Section, Text } from "./elements";
import { colours, quiet, sans, serif, words } from "./look";

type Props = {
  /** The line that an inbox shows beside the subject. */
  preview: string;
  title: string;
  mail: ShopMail;
  /** Omits the contact details. */
  toStaff?: boolean;
  children: ReactNode;
};

/** The common layout of every email. */
export function Layout({ preview, title, mail, toStaff = false, children }: Props) {
  return (
    <Html lang={mail.locale}>
      <Head>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light" />
        <title>{title}</title>
      </Head>
      <Body style={{ margin: 0, padding: "24px 12px", backgroundColor: colours.sand, fontFamily: sans, color: colours.ink }}>
        <Preview>{preview}</Preview>
        <Section style={{ maxWidth: "600px" }}>
          <Text space={[8, 24]} style={{ fontFamily: serif, fontSize: "26px", lineHeight: "32px", letterSpacing: "-0.5px" }}>
            Earthman
          </Text>
          <Section style={{ backgroundColor: colours.paper, border: `1px solid ${colours.linen}`, borderRadius: "4px" }}>
            {/* Outlook applies padding to cells only, and this section's only cell can't be styled. */}
            <Section cellPadding="28">
              <Heading style={{ margin: "0 0 20px", fontFamily: serif, fontWeight: 400, fontSize: "30px", lineHeight: "36px" }}>
                {title}
              </Heading>
              {children}
            </Section>
          </Section>
          <Signature mail={mail} toStaff={toStaff} />
        </Section>
      </Body>
    </Html>
  );
}

/** A paragraph. */
export function Words({ children }: { children: ReactNode }) {
  return (
    <Text space={[0, 16]} style={words}>
      {children}
    </Text>
  );
}

/** Text that must not wrap. */
export function Unbroken({ children }: { children: ReactNode }) {
  return <span style={{ whiteSpace: "nowrap" }}>{children}</span>;
}

/** The tag that messages put around text that must not wrap. */
export const unbroken = (chunks: ReactNode) => <Unbroken>{chunks}</Unbroken>;

export function SeeOrder({ order }: { order: OrderMail }) {
  return <Action href={order.url}>{translator(order.locale, "mail")("seeOrder")}</Action>;
}

/** The email's main link, styled as a button. */
export function Action({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Text space={[24, 24]}>
      <Link
        href={href}
        style={{
          display: "inline-block",
          padding: "13px 24px",
          borderRadius: "4px",
          backgroundColor: colours.ink,
          color: colours.paper,
          fontSize: "16px",
          lineHeight: "20px",
        }}
      >
        {children}
      </Link>
    </Text>
  );
}

/** The sender's details, which European law requires in a business letter. */
function Signature({ mail: { company, locale }, toStaff }: { mail: ShopMail; toStaff: boolean }) {
  const t = translator(locale, "mail.frame");
  const place = [company.address, `${company.postalCode} ${company.city}`.trim()].filter(Boolean).join(", ");
  const lines = [
    [company.name, place].filter(Boolean).join(", "),
    [company.register, company.vatId && t("vatId", { vatId: company.vatId })].filter(Boolean).join(", "),
    company.phone,
  ].filter(Boolean);
  return (
    <>
      <Hr style={{ margin: "32px 0 16px", borderTop: `1px solid ${colours.linen}` }} />
      {company.email && !toStaff && (
        <Text space={[0, 8]} style={quiet}>
          {t.rich("question", {
            email: company.email,
            address: (chunks) => (
              <Link href={`mailto:${company.email}`} style={{ color: colours.clay, textDecorationLine: "underline" }}>
                {chunks}
              </Link>
            ),
          })}
        </Text>
      )}
      {lines.map((line) => (
        <Text key={line} space={[0, 0]} style={quiet}>
          {line}
        </Text>
      ))}
    </>
  );
}
