import { render, toPlainText } from "@react-email/render";
import { createElement, type FunctionComponent } from "react";
import { AccountNamed } from "@/emails/account-named";
import { AccountNeeded } from "@/emails/account-needed";
import { AuditHead } from "@/emails/audit-head";
import { BackInStock } from "@/emails/back-in-stock";
import { Cancelled } from "@/emails/cancelled";
import { Delivered } from "@/emails/delivered";
import { OrderReceived } from "@/emails/order-received";
import { PaymentFailed } from "@/emails/payment-failed";
import { PaymentIncomplete } from "@/emails/payment-incomplete";
import { PaymentReceived } from "@/emails/payment-received";
import { Refunded } from "@/emails/refunded";
import { ReturnApproved } from "@/emails/return-approved";
import { ReturnClosed } from "@/emails/return-closed";
import { ReturnReceived } from "@/emails/return-received";
import { ReturnRejected } from "@/emails/return-rejected";
import { Shipped } from "@/emails/shipped";
import { StaffAlert } from "@/emails/staff-alert";
import { StaffInvitation } from "@/emails/staff-invitation";
import { StaffLowStock } from "@/emails/staff-low-stock";
import { StaffBulkOrder, StaffCancelled, StaffHighValue, StaffNewOrder } from "@/emails/staff-order";
import { StaffPaymentFailed } from "@/emails/staff-payment-failed";
import { StaffReturnRequested } from "@/emails/staff-return-requested";
import { TrackingLink } from "@/emails/tracking-link";
import { WithdrawalAcknowledged } from "@/emails/withdrawal-acknowledged";
import type { AlertMessage, AuditHeadMessage, InvitationMessage, OrderMessage, ShopMessage } from "@/lib/outbox/kinds";
import type { OrderMail, ShopMail } from "@/lib/outbox/mail-props";
import { drawTransferCode, type Picture } from "./transports/pictures";

export type RenderedMail = { subject: string; html: string; text: string; pictures: readonly Picture[] };

/** Renders an email about an order. The same arguments give the same bytes, as nothing here reads a clock, a setting or the database. */
export async function renderMail(message: OrderMessage, order: OrderMail): Promise<RenderedMail> {
  switch (message.kind) {
    case "order_received":
      return await print(OrderReceived, { order }, await picturesOf(order));
    case "payment_received":
      return await print(PaymentReceived, { order });
    case "payment_incomplete":
      return await print(PaymentIncomplete, { order, ...message.data }, await picturesOf(order));
    case "payment_failed":
      return await print(PaymentFailed, { order });
    case "tracking_link":
      return await print(TrackingLink, { order });
    case "refunded":
      return await print(Refunded, { order, ...message.data });
    case "account_needed":
      return await print(AccountNeeded, { order, ...message.data });
    case "account_named":
      return await print(AccountNamed, { order, ...message.data });
    case "shipped":
      return await print(Shipped, { order, ...message.data });
    case "delivered":
      return await print(Delivered, { order, ...message.data });
    case "cancelled":
      return await print(Cancelled, { order, ...message.data });
    case "return_received":
      return await print(ReturnReceived, { order, ...message.data });
    case "return_approved":
      return await print(ReturnApproved, { order, ...message.data });
    case "return_rejected":
      return await print(ReturnRejected, { order, ...message.data });
    case "return_closed":
      return await print(ReturnClosed, { order, ...message.data });
    case "withdrawal_acknowledged":
      return await print(WithdrawalAcknowledged, { order, ...message.data });
    case "staff_new_order":
      return await print(StaffNewOrder, { order });
    case "staff_high_value":
      return await print(StaffHighValue, { order, ...message.data });
    case "staff_bulk_order":
      return await print(StaffBulkOrder, { order, ...message.data });
    case "staff_payment_failed":
      return await print(StaffPaymentFailed, { order });
    case "staff_cancelled":
      return await print(StaffCancelled, { order });
    case "staff_return_requested":
      return await print(StaffReturnRequested, { order, ...message.data });
    case "staff_low_stock":
      return await print(StaffLowStock, { order, ...message.data });
  }
}

async function picturesOf({ transferCode }: OrderMail): Promise<Picture[]> {
  return transferCode ? [await drawTransferCode(transferCode)] : [];
}

/** Renders an email that is not about an order. */
export async function renderShopMail({ data }: ShopMessage, shop: ShopMail): Promise<RenderedMail> {
  return await print(BackInStock, { shop, ...data });
}

/** Renders an invitation to the back office; `url` is where it is accepted. */
export async function renderInvitation({ data }: InvitationMessage, shop: ShopMail, url: string): Promise<RenderedMail> {
  return await print(StaffInvitation, { shop, url, ...data });
}

/** Renders the daily email about the audit log. */
export async function renderAuditHead({ data }: AuditHeadMessage, shop: ShopMail): Promise<RenderedMail> {
  return await print(AuditHead, { shop, ...data });
}

/** Renders an alert, about an order or not. */
export async function renderAlert(
  { data }: AlertMessage,
  shop: ShopMail,
  order: Omit<OrderMail, "transferCode"> | null,
): Promise<RenderedMail> {
  return await print(StaffAlert, { shop, order, ...data });
}

type Template<Props> = FunctionComponent<Props> & { subject: (props: Props) => string };

async function print<Props extends object>(
  template: Template<Props>,
  props: Props,
  pictures: readonly Picture[] = [],
): Promise<RenderedMail> {
  const html = await render(createElement(template, props));
  return { subject: template.subject(props), html, text: toPlainText(html, TEXT), pictures };
}

/** The text part is generated from the HTML, so the two always match. */
const TEXT: Parameters<typeof toPlainText>[1] = {
  wordwrap: 78,
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "div.picture", format: "skip" },
    { selector: "table.figures", format: "dataTable", options: { colSpacing: 3, maxColumnWidth: 52 } },
  ],
};
