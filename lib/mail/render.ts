import { render, toPlainText } from "@react-email/render";
import { createElement, type FunctionComponent } from "react";
import { OrderReceived } from "@/emails/order-received";
import { PaymentFailed } from "@/emails/payment-failed";
import { PaymentReceived } from "@/emails/payment-received";
import { Refunded } from "@/emails/refunded";
import { TrackingLink } from "@/emails/tracking-link";
import type { Message } from "./kinds";
import type { OrderMail } from "./types";

export type RenderedMail = { subject: string; html: string; text: string };

/** Prints a mail. The same arguments print the same bytes: nothing here reads a clock, a setting or the database. */
export async function renderMail(message: Message, order: OrderMail): Promise<RenderedMail> {
  switch (message.kind) {
    case "order_received":
      return await print(OrderReceived, { order });
    case "payment_received":
      return await print(PaymentReceived, { order });
    case "payment_failed":
      return await print(PaymentFailed, { order });
    case "tracking_link":
      return await print(TrackingLink, { order });
    case "refunded":
      return await print(Refunded, { order, ...message.data });
  }
}

type Template<Props> = FunctionComponent<Props> & { subject: (props: Props) => string };

async function print<Props extends object>(template: Template<Props>, props: Props): Promise<RenderedMail> {
  const html = await render(createElement(template, props));
  return { subject: template.subject(props), html, text: toPlainText(html, TEXT) };
}

/** The text part says what the HTML says: it is made of it. */
const TEXT: Parameters<typeof toPlainText>[1] = {
  wordwrap: 78,
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "table.figures", format: "dataTable", options: { colSpacing: 3, maxColumnWidth: 52 } },
  ],
};
