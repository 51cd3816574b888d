import { z } from "zod";
import { ALERT_KINDS, REFUND_REASONS } from "@/db/schema/payments";
import { ROLES } from "@/db/schema/staff";
import { invitationIdSchema } from "@/lib/core/ids";
import { cents, ZERO } from "@/lib/core/money";

const kind = <K extends string, D extends z.ZodRawShape>(name: K, data: D) => z.object({ kind: z.literal(name), data: z.object(data) });

const amount = z.int().nonnegative().transform(cents);
/** Some of the order's lines, with a quantity of each. */
const items = z.array(z.object({ position: z.int().positive(), quantity: z.int().positive() })).readonly();
const options = z.array(z.object({ name: z.string(), value: z.string() })).readonly();
const returnKind = z.enum(["withdrawal", "return"]);

/**
 * Every email that the shop sends about an order, with its facts beyond the order itself, as they were when it was written, so
 * each try has the same content.
 */
const orderMessages = [
  kind("order_received", {}),
  kind("payment_received", {}),
  kind("payment_incomplete", { receivedCents: amount, missingCents: amount }),
  kind("payment_failed", {}),
  kind("tracking_link", {}),
  // `accountEnd`: the last characters of the account it was transferred to; null if its provider refunded it.
  kind("refunded", { amountCents: amount, reason: z.enum(REFUND_REASONS), accountEnd: z.string().nullable().default(null) }),
  kind("account_needed", { amountCents: amount }),
  // `accountEnd`: the last characters of the account.
  kind("account_named", { amountCents: amount, accountEnd: z.string(), transferFrom: z.iso.datetime() }),
  kind("shipped", { carrier: z.string(), trackingNumber: z.string(), items, more: z.boolean() }),
  kind("delivered", { lastReturnDay: z.iso.date() }),
  kind("cancelled", {
    reason: z.enum(["expired", "customer", "staff"]),
    givenBackCents: amount,
    /** Refunded to the original payment method. */
    backCents: amount,
    /** Refunded to a bank account that the customer has yet to name. */
    toTransferCents: amount,
    /** Returned to the customer by their bank or provider in a dispute. */
    takenBackCents: amount.default(ZERO),
    /** A payment is still in progress, or its amount differs from the total. */
    paymentOpen: z.boolean(),
  }),
  kind("return_received", { items, reason: z.string() }),
  // `paid`: these items will be refunded.
  kind("return_approved", { kind: returnKind, items, paid: z.boolean().default(true) }),
  kind("return_rejected", { kind: returnKind, items, rejection: z.string() }),
  kind("return_closed", { kind: returnKind, items }),
  kind("withdrawal_acknowledged", { name: z.string(), items, reason: z.string(), declaredAt: z.iso.datetime() }),
  kind("staff_new_order", {}),
  kind("staff_high_value", { overCents: amount }),
  kind("staff_bulk_order", { units: z.int().positive() }),
  kind("staff_payment_failed", {}),
  kind("staff_cancelled", {}),
  // `refundBy`: the last day to refund a withdrawal; null for a return. `unsent`: some of the items have not left yet.
  kind("staff_return_requested", {
    kind: returnKind,
    items,
    reason: z.string(),
    requestedAt: z.iso.datetime(),
    refundBy: z.iso.date().nullable(),
    unsent: z.boolean(),
  }),
  kind("staff_low_stock", { sku: z.string(), name: z.string(), options, available: z.int(), threshold: z.int() }),
] as const;

export const orderMessageSchema = z.discriminatedUnion("kind", orderMessages);

/** About any matter for staff, with or without an order. `daily`: no other alert of its kind is mailed on the same day. */
const staffAlert = kind("staff_alert", {
  alert: z.enum(ALERT_KINDS),
  daily: z.boolean(),
  figures: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Not about an order. */
const backInStock = kind("back_in_stock", { name: z.string(), options, slug: z.string() });

/** To somebody who gets an account of staff. The secret part of its link is derived from the invitation's id. */
const staffInvitation = kind("staff_invitation", {
  invitationId: invitationIdSchema,
  role: z.enum(ROLES),
  invitedBy: z.string(),
  expiresAt: z.iso.datetime(),
});

/** To the owners, who can prove by it that the audit log was not changed up to this position. `hash` is hexadecimal. */
const auditHead = kind("staff_audit_head", {
  position: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
});

export const messageSchema = z.discriminatedUnion("kind", [...orderMessages, staffAlert, backInStock, staffInvitation, auditHead]);

export type OrderMessage = z.output<typeof orderMessageSchema>;
export type AlertMessage = z.output<typeof staffAlert>;
export type InvitationMessage = z.output<typeof staffInvitation>;
export type AuditHeadMessage = z.output<typeof auditHead>;
export type ShopMessage = z.output<typeof backInStock>;

export const MESSAGE_KINDS = messageSchema.options.map((option) => option.shape.kind.value);
