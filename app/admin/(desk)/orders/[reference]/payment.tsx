import { Panel } from "@/components/admin/panel";
import { formatDateTime, formatMoney } from "@/lib/core/format";
import type { OrderSheet } from "@/lib/operations/order-sheet";
import { getMethod } from "@/lib/payments/methods";
import { common } from "@/messages/en/common";

const ROW_STATES = { processing: "in progress", captured: "received", failed: "failed", review: "amount differs" } as const;

const REFUND_STATES = {
  open: "not yet at the provider",
  pending: "in progress at the provider",
  succeeded: "done",
  failed: "failed",
  to_transfer: "to be transferred",
} as const;

/** Each movement of the order's money, with its id at the provider. */
export function PaymentPanel({ sheet: { order, payments, refunds, disputes } }: { sheet: OrderSheet }) {
  return (
    <Panel title="Payment" aside={common.paymentMethod[getMethod(order)]}>
      {payments.length + refunds.length + disputes.length === 0 && <p className="px-4 py-3 text-stone">No money has come yet.</p>}
      <ul>
        {payments.map(({ id, amountCents, status, providerRef, createdAt, capturedAt }) => (
          <Movement
            key={id}
            title={formatMoney(amountCents, "en")}
            state={ROW_STATES[status]}
            at={capturedAt ?? createdAt}
            id={providerRef}
          />
        ))}
        {refunds.map(({ id, amountCents, status, providerRef, createdAt, closedAt, note }) => (
          <Movement
            key={id}
            title={`−${formatMoney(amountCents, "en")} refund`}
            state={REFUND_STATES[status]}
            at={closedAt ?? createdAt}
            id={providerRef}
            note={note}
          />
        ))}
        {disputes.map(({ id, amountCents, status, providerRef, openedAt }) => (
          <Movement key={id} title={`${formatMoney(amountCents, "en")} disputed`} state={status} at={openedAt} id={providerRef} />
        ))}
      </ul>
    </Panel>
  );
}

type MovementProps = { title: string; state: string; at: Date; id: string | null; note?: string };

function Movement({ title, state, at, id, note }: MovementProps) {
  return (
    <li className="grid gap-0.5 border-(--row-line) px-4 py-3 not-first:border-t">
      <p className="figures flex justify-between gap-3">
        <b className="font-semibold">{title}</b>
        <span>{state}</span>
      </p>
      <p className="figures text-xs text-stone">{formatDateTime(at, "en")}</p>
      {id && <p className="text-xs break-all text-stone select-all">{id}</p>}
      {note && <p className="text-stone">{note}</p>}
    </li>
  );
}
