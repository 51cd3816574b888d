import { formatDate, formatIban, formatMoney } from "@/lib/core/format";
import type { Cents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { translator } from "@/messages/translator";
import { Figures } from "./figures";
import { Words } from "./layout";

/** The account for a transfer, in words and as a QR code. */
export function Transfer({ order, amountCents }: { order: OrderMail; amountCents: Cents }) {
  const { company, locale, paymentReference, payUntil, transferCode } = order;
  const t = translator(locale, "mail.transfer");
  const slip = translator(locale, "order.transfer");
  const rows = [
    ["recipient", company.name],
    ["iban", formatIban(company.iban)],
    ["bic", company.bic],
    ["amount", formatMoney(amountCents, locale)],
    ["reference", paymentReference.rf],
    ["inCroatia", paymentReference.hr00],
    ["due", payUntil ? formatDate(payUntil, locale) : ""],
  ] as const;
  return (
    <>
      <Figures
        title={slip("title")}
        rows={rows.filter(([, value]) => value !== "").map(([key, value]) => ({ key, name: slip(key), value }))}
      />
      {transferCode && (
        <div className="picture">
          <Words>{t("scan")}</Words>
          <img src="cid:sepa-qr" alt={t("code")} width="192" height="192" style={{ display: "block", border: 0 }} />
        </div>
      )}
    </>
  );
}
