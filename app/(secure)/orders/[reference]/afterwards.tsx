import { database } from "@/app/_server/database";
import type { OrderAccess } from "@/app/_server/order-session";
import { optionWords, pieces } from "@/components/cart/cart-words";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { formatClock, formatDate } from "@/lib/core/dates";
import { type IssuedDocument, listIssuedDocuments } from "@/lib/invoices/queries";
import { isCancellable, lastCancelTime } from "@/lib/orders/cancel-period";
import type { Order } from "@/lib/orders/queries";
import { listShipments, type Shipment } from "@/lib/orders/shipments";
import { findReturnability, listReturns, type OrderReturn, type Returnability } from "@/lib/returns/queries";
import { trackingUrl } from "@/lib/shipping/tracking-url";
import { AccessFields } from "./access-fields";
import { cancel } from "./afterwards-actions";
import { Section } from "./section";

/** What follows an order: its parcels, its documents, what was sent back, and what can still be changed. */
export async function Afterwards({
  access,
  order,
  proForma,
  now,
}: {
  access: OrderAccess;
  order: Order;
  /** Whether a pro forma can be printed. */
  proForma: boolean;
  now: Date;
}) {
  const [parcels, documents, returns, returnability] = await Promise.all([
    listShipments(database(), order.id),
    listIssuedDocuments(database(), order.id),
    listReturns(database(), order.id),
    findReturnability(database(), order.id, now),
  ]);
  return (
    <>
      {parcels.length > 0 && <Parcels parcels={parcels} />}
      {(documents.length > 0 || proForma) && <Documents access={access} documents={documents} proForma={proForma} />}
      {returns.length > 0 && <Returns returns={returns} />}
      <ChangeOfMind
        access={access}
        cancelUntil={isCancellable(order, parcels.length, now) ? lastCancelTime(order) : null}
        {...returnability}
      />
    </>
  );
}

function Parcels({ parcels }: { parcels: readonly Shipment[] }) {
  return (
    <Section title={parcels.length === 1 ? "Your parcel" : "Your parcels"}>
      <ul className="grid gap-5">
        {parcels.map(({ id, carrier, trackingNumber, shippedAt, deliveredAt, lines }) => {
          const page = trackingUrl(carrier, trackingNumber);
          return (
            <li key={id} className="grid grid-cols-[1.75rem_1fr] gap-x-2">
              <Icon name="truck" className="mt-0.5 size-5" />
              <div className="grid gap-1">
                <p>
                  {carrier} {trackingNumber && <span className="figures break-all select-all">{trackingNumber}</span>}
                </p>
                <p className="text-sm text-stone">
                  Sent {formatDate(shippedAt)}
                  {deliveredAt && `, delivered ${formatDate(deliveredAt)}`}
                </p>
                <p className="text-sm text-stone">{lines.map(({ name, quantity }) => `${quantity} × ${name}`).join(", ")}</p>
                {page && (
                  <a href={page} target="_blank" rel="noopener noreferrer" className="text-link touch justify-self-start text-sm">
                    Follow it at {carrier}
                  </a>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Documents({ access, documents, proForma }: { access: OrderAccess; documents: readonly IssuedDocument[]; proForma: boolean }) {
  const address = (documentId?: string) => {
    const query = new URLSearchParams({ ...(access.token && { token: access.token }), ...(documentId && { document: documentId }) });
    return `/api/orders/${access.reference}/invoice${query.size > 0 ? `?${query}` : ""}`;
  };
  return (
    <Section title="Documents">
      <ul className="grid">
        {proForma && documents.length === 0 && (
          <li>
            <a href={address()} className="text-link touch">
              Pro forma invoice (PDF)
            </a>
          </li>
        )}
        {documents.map(({ id, kind, number, issuedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3">
            <a href={address(kind === "credit_note" ? id : undefined)} className="text-link touch figures">
              {kind === "credit_note" ? "Credit note" : "Invoice"} {number} (PDF)
            </a>
            <span className="figures text-sm text-stone">{formatDate(issuedAt)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const RETURN_WORDS = {
  requested: "We have it and write to you soon.",
  approved: "Agreed. Please send the pieces back to us.",
  received: "The pieces are here. Your money follows.",
  refunded: "Done: we give back what they cost.",
  rejected: "We could not accept it.",
  closed: "Done: nothing is owed for these pieces.",
} as const;

function Returns({ returns }: { returns: readonly OrderReturn[] }) {
  return (
    <Section title="Withdrawn and returned">
      <ul className="grid gap-5">
        {returns.map(({ id, kind, status, rejection, requestedAt, lines }) => (
          <li key={id} className="grid gap-1">
            <p>
              {kind === "withdrawal" ? "Withdrawal" : "Return"} of {formatDate(requestedAt)}, {formatClock(requestedAt)}
            </p>
            <p className="text-sm text-stone">
              {lines
                .map(({ name, options, quantity }) => [name, optionWords(options), pieces(quantity)].filter(Boolean).join(", "))
                .join("; ")}
            </p>
            <p className="text-sm">
              {RETURN_WORDS[status]} {rejection}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ChangeOfMind({ access, cancelUntil, open, lastDay, lines }: { access: OrderAccess; cancelUntil: Date | null } & Returnability) {
  const withdrawable = open && lines.some(({ left, returnable }) => left > 0 && returnable);
  const sendable = open && lines.some(({ left }) => left > 0);
  if (!cancelUntil && !sendable) return null;
  const form = (kind: string) =>
    `/withdraw?${new URLSearchParams({ order: access.reference, ...(access.token && { token: access.token }), kind })}`;
  return (
    <Section title="Changed your mind?">
      {cancelUntil && (
        <details className="group/cancel grid">
          <summary className="touch justify-self-start gap-2 text-clay underline underline-offset-4">Cancel this order</summary>
          <form action={cancel} className="grid justify-items-start gap-4 pt-2 pb-4">
            <AccessFields access={access} />
            <p>
              Nothing is sent then, and what you paid goes back to you. You can cancel until {formatClock(cancelUntil)}; this can’t be
              undone.
            </p>
            <Button type="submit" look="danger">
              Yes, cancel the order
            </Button>
          </form>
        </details>
      )}
      {sendable && (
        <>
          <p className="text-stone">
            {lastDay
              ? `You can send things back until ${formatDate(new Date(`${lastDay}T12:00:00Z`))}.`
              : "You can withdraw until 14 days after the last parcel has arrived."}
          </p>
          <div className="flex flex-wrap gap-x-6">
            {withdrawable && (
              <a href={form("withdrawal")} className="text-link touch">
                Withdraw from contract here
              </a>
            )}
            <a href={form("return")} className="text-link touch">
              Return something else
            </a>
          </div>
        </>
      )}
    </Section>
  );
}
