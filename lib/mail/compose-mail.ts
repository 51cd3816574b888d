import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { orderLines, orders } from "@/db/schema/orders";
import type { outboxMessages } from "@/db/schema/shop";
import { env } from "@/lib/env";
import { tokenForMessage } from "@/lib/orders/access-token";
import { PAYMENT_METHODS } from "@/lib/payments/methods";
import { paymentReferenceForms } from "@/lib/payments/payment-reference";
import { companySettings, getSettings } from "@/lib/settings";
import { messageSchema } from "./kinds";
import { type RenderedMail, renderMail } from "./render";

export type OutboxMessage = typeof outboxMessages.$inferSelect;

/**
 * Whatever a mail tells that may be different tomorrow. It is kept with the message before the first try, so that every
 * try says the same; all else comes from rows that never change.
 */
const factsSchema = z.object({
  company: companySettings,
  siteUrl: z.string(),
  paymentMethod: z.enum(PAYMENT_METHODS),
  payUntil: z.iso.datetime().nullable(),
});
export type MailFacts = z.infer<typeof factsSchema>;

/** The facts kept with a message; undefined before its first try. */
export function keptFacts(message: OutboxMessage): MailFacts | undefined {
  return message.data.facts === undefined ? undefined : factsSchema.parse(message.data.facts);
}

/** The facts as they are now. */
export async function currentFacts(db: Db, message: OutboxMessage): Promise<MailFacts> {
  const [{ company }, { paymentMethod, expiresAt }] = await Promise.all([getSettings(db), getOrder(db, message)]);
  return { company, siteUrl: env().SITE_URL, paymentMethod, payUntil: expiresAt?.toISOString() ?? null };
}

/** What a message says, given its facts: the same at every call. */
export async function composeMail(db: Db, message: OutboxMessage, facts: MailFacts): Promise<RenderedMail> {
  const order = await getOrder(db, message);
  const lines = await db.select().from(orderLines).where(eq(orderLines.orderId, order.id)).orderBy(asc(orderLines.position));
  return await renderMail(messageSchema.parse(message), {
    ...order,
    lines,
    url: urlOf(message, order.reference, facts),
    paymentMethod: facts.paymentMethod,
    payUntil: facts.payUntil === null ? null : new Date(facts.payUntil),
    paymentReference: paymentReferenceForms(order.paymentReference),
    company: facts.company,
  });
}

/** The link of a mail that was asked for on /track shows the order by itself. */
function urlOf({ id, kind }: OutboxMessage, reference: string, { siteUrl }: MailFacts): string {
  return kind === "tracking_link" ? `${siteUrl}/track/${tokenForMessage(id)}` : `${siteUrl}/orders/${reference}`;
}

async function getOrder(db: Db, message: OutboxMessage) {
  const [order] = message.orderId ? await db.select().from(orders).where(eq(orders.id, message.orderId)) : [];
  if (!order) throw new Error(`message ${message.id} is about no order`);
  return order;
}
