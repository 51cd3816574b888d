import { groupIban } from "@/lib/bank-slips/group-iban";
import { formatDate } from "@/lib/core/dates";
import { type Cents, formatCents } from "@/lib/core/money";
import type { OrderMail } from "@/lib/outbox/mail-props";
import { Figures } from "./figures";
import { Words } from "./layout";

/** Where to transfer an amount, in words and as the order's QR code. */
export function Transfer({ order, amountCents }: { order: OrderMail; amountCents: Cents }) {
  const { company, paymentReference, payUntil, transferCode } = order;
  const rows = [
    ["To", company.name],
    ["IBAN", groupIban(company.iban)],
    ...(company.bic ? [["BIC", company.bic]] : []),
    ["Amount", formatCents(amountCents)],
    ["Reference", paymentReference.rf],
    ["In Croatia", paymentReference.hr00],
    ...(payUntil ? [["Pay by", formatDate(payUntil)]] : []),
  ] as const;
  return (
    <>
      <Figures title="Bank transfer" rows={rows.map(([name = "", value = ""]) => ({ key: name, name, value }))} />
      {transferCode && (
        <div className="picture">
          <Words>Or scan this with your bank&rsquo;s app:</Words>
          <img src="cid:sepa-qr" alt="The same transfer as a QR code" width="192" height="192" style={{ display: "block", border: 0 }} />
        </div>
      )}
    </>
  );
}
