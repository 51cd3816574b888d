import { database } from "@/app/_server/database";
import type { OrderAccess } from "@/app/_server/session";
import type { Locale } from "@/lib/core/locales";
import { listIssuedDocuments } from "@/lib/invoices/queries";
import { isCancellable, lastCancelTime } from "@/lib/orders/cancel-period";
import type { Order } from "@/lib/orders/queries";
import { listShipments } from "@/lib/orders/shipments";
import type { OrderPayment } from "@/lib/payments/queries";
import { findReturnability, listReturns } from "@/lib/returns/queries";
import { ChangeOfMind } from "./change-of-mind";
import { Documents } from "./documents";
import { Returns } from "./returns";
import { Shipments } from "./shipments";

/** The order's shipments, documents and returns, and the changes that the customer can still make. */
export async function PostPurchase({
  access,
  order,
  payment,
  proForma,
  now,
  locale,
}: {
  access: OrderAccess;
  order: Order;
  payment: OrderPayment;
  /** Whether a pro forma can be printed. */
  proForma: boolean;
  now: Date;
  locale: Locale;
}) {
  const [shipments, documents, returns, returnability] = await Promise.all([
    listShipments(database(), order.id),
    listIssuedDocuments(database(), order.id),
    listReturns(database(), order.id),
    findReturnability(database(), order.id, now),
  ]);
  return (
    <>
      {shipments.length > 0 && <Shipments shipments={shipments} locale={locale} />}
      {(documents.length > 0 || proForma) && <Documents access={access} documents={documents} proForma={proForma} locale={locale} />}
      {returns.length > 0 && <Returns returns={returns} paid={payment.keptCents > 0} locale={locale} />}
      <ChangeOfMind
        access={access}
        cancelUntil={isCancellable(order, shipments.length, now) ? lastCancelTime(order) : null}
        paidCents={payment.keptCents}
        locale={locale}
        {...returnability}
      />
    </>
  );
}
