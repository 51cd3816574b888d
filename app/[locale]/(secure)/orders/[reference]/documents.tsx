import type { OrderAccess } from "@/app/_server/session";
import { formatDate } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { IssuedDocument } from "@/lib/invoices/queries";
import { translator } from "@/messages/translator";
import { Section } from "./section";

export function Documents({
  access,
  documents,
  proForma,
  locale,
}: {
  access: OrderAccess;
  documents: readonly IssuedDocument[];
  proForma: boolean;
  locale: Locale;
}) {
  const t = translator(locale, "order.documents");
  const address = (documentId?: string) => {
    const query = new URLSearchParams({ ...(access.token && { token: access.token }), ...(documentId && { document: documentId }) });
    return `/api/orders/${access.reference}/invoice${query.size > 0 ? `?${query}` : ""}`;
  };
  return (
    <Section title={t("title")}>
      <ul className="grid">
        {proForma && documents.length === 0 && (
          <li>
            <a href={address()} className="text-link touch">
              {t("proForma")}
            </a>
          </li>
        )}
        {documents.map(({ id, kind, number, issuedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3">
            <a href={address(kind === "credit_note" ? id : undefined)} className="text-link touch figures">
              {t(kind, { number })}
            </a>
            <span className="figures text-sm text-stone">{formatDate(issuedAt, locale)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
