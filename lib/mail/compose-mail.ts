import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import { invitationToken } from "@/lib/auth/invitations";
import { epcQrPayload } from "@/lib/bank-slips/epc-qr";
import { paymentReferenceForms } from "@/lib/bank-slips/references";
import { env } from "@/lib/core/env";
import type { Cents } from "@/lib/core/money";
import { messageSchema } from "@/lib/outbox/kinds";
import type { OrderMail } from "@/lib/outbox/mail-props";
import type { OutboxMessage } from "@/lib/outbox/write-message";
import { getMethod, paymentMethodSchema, termsOf } from "@/lib/payments/methods";
import { companySettings, getSettings } from "@/lib/settings/settings";
import { orderUrl } from "./order-link";
import { type RenderedMail, renderAlert, renderAuditHead, renderInvitation, renderMail, renderShopMail } from "./render";

/**
 * Facts in an email that may change later. They are saved with the message before the first try, so every try sends the same
 * email; everything else is read from rows that never change.
 */
const factsSchema = z.object({
  company: companySettings,
  siteUrl: z.string(),
  /** Null in an email that is not about an order. */
  paymentMethod: paymentMethodSchema.nullable(),
  payUntil: z.iso.datetime().nullable(),
});
export type MailFacts = z.infer<typeof factsSchema>;

/** Returns the facts saved with a message; undefined before its first try. */
export function savedFacts(message: OutboxMessage): MailFacts | undefined {
  return message.data.facts === undefined ? undefined : factsSchema.parse(message.data.facts);
}

/** Reads the facts as they are now. */
export async function currentFacts(db: Db, message: OutboxMessage): Promise<MailFacts> {
  const [{ company }, order] = await Promise.all([getSettings(db), findOrder(db, message)]);
  return {
    company,
    siteUrl: env().SITE_URL,
    paymentMethod: order ? getMethod(order) : null,
    payUntil: order?.expiresAt?.toISOString() ?? null,
  };
}

/** Renders a message from its facts: every call returns the same email. */
export async function composeMail(db: Db, message: OutboxMessage, facts: MailFacts): Promise<RenderedMail> {
  const parsed = messageSchema.parse(message);
  if (parsed.kind === "back_in_stock") return await renderShopMail(parsed, { ...facts, locale: message.locale });
  if (parsed.kind === "staff_invitation") {
    const url = `${facts.siteUrl}/admin/invitation?token=${invitationToken(parsed.data.invitationId)}`;
    return await renderInvitation(parsed, { ...facts, locale: message.locale }, url);
  }
  if (parsed.kind === "staff_audit_head") return await renderAuditHead(parsed, { ...facts, locale: message.locale });
  if (parsed.kind === "staff_alert") {
    const about = message.orderId ? await readOrder(db, message, facts) : null;
    return await renderAlert(parsed, { ...facts, locale: message.locale }, about);
  }
  const order = await readOrder(db, message, facts);
  const asked = parsed.kind === "payment_incomplete" ? parsed.data.missingCents : order.totalCents;
  return await renderMail(parsed, { ...order, transferCode: transferCodeOf(order, asked) });
}

async function readOrder(db: Db, message: OutboxMessage, facts: MailFacts): Promise<Omit<OrderMail, "transferCode">> {
  const order = await findOrder(db, message);
  if (!order || !facts.paymentMethod) throw new Error(`message ${message.id} is about no order`);
  const lines = await db.select().from(orderLines).where(eq(orderLines.orderId, order.id)).orderBy(asc(orderLines.position));
  const { company, paymentMethod, siteUrl } = facts;
  return {
    ...order,
    locale: message.locale,
    lines,
    url: await orderUrl(db, siteUrl, message, order),
    paymentMethod,
    payUntil: facts.payUntil === null ? null : new Date(facts.payUntil),
    paymentReference: paymentReferenceForms(order.paymentReference),
    siteUrl,
    company,
  };
}

function transferCodeOf(
  { paymentMethod, company, paymentReference }: Omit<OrderMail, "transferCode">,
  amountCents: Cents,
): OrderMail["transferCode"] {
  if (termsOf(getMethod({ paymentMethod })).kind !== "transfer" || !company.iban || amountCents <= 0) return null;
  return epcQrPayload({ ...company, bic: company.bic || undefined, amountCents, reference: paymentReference.rf });
}

async function findOrder(db: Db, { orderId }: OutboxMessage) {
  const [order] = orderId ? await db.select().from(orders).where(eq(orders.id, orderId)) : [];
  return order;
}
