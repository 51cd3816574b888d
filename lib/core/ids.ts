import { z } from "zod";

/** The ids are branded UUIDs, so an order's id can't be passed in place of a cart's. */
export const cartIdSchema = z.uuid().brand<"CartId">();
export const checkoutKeySchema = z.uuid().brand<"CheckoutKey">();
export const customerIdSchema = z.uuid().brand<"CustomerId">();
export const messageIdSchema = z.uuid().brand<"MessageId">();
export const invoiceIdSchema = z.uuid().brand<"InvoiceId">();
export const orderIdSchema = z.uuid().brand<"OrderId">();
export const paymentAttemptIdSchema = z.uuid().brand<"PaymentAttemptId">();
export const paymentEventIdSchema = z.uuid().brand<"PaymentEventId">();
export const paymentIdSchema = z.uuid().brand<"PaymentId">();
export const productIdSchema = z.uuid().brand<"ProductId">();
export const disputeIdSchema = z.uuid().brand<"DisputeId">();
export const refundIdSchema = z.uuid().brand<"RefundId">();
export const returnIdSchema = z.uuid().brand<"ReturnId">();
export const shipmentIdSchema = z.uuid().brand<"ShipmentId">();
export const staffIdSchema = z.uuid().brand<"StaffId">();
export const staffSessionIdSchema = z.uuid().brand<"StaffSessionId">();
export const variantIdSchema = z.uuid().brand<"VariantId">();

export type CartId = z.infer<typeof cartIdSchema>;
export type CheckoutKey = z.infer<typeof checkoutKeySchema>;
export type CustomerId = z.infer<typeof customerIdSchema>;
export type MessageId = z.infer<typeof messageIdSchema>;
export type InvoiceId = z.infer<typeof invoiceIdSchema>;
export type OrderId = z.infer<typeof orderIdSchema>;
export type PaymentAttemptId = z.infer<typeof paymentAttemptIdSchema>;
export type PaymentEventId = z.infer<typeof paymentEventIdSchema>;
export type PaymentId = z.infer<typeof paymentIdSchema>;
export type ProductId = z.infer<typeof productIdSchema>;
export type DisputeId = z.infer<typeof disputeIdSchema>;
export type RefundId = z.infer<typeof refundIdSchema>;
export type ReturnId = z.infer<typeof returnIdSchema>;
export type ShipmentId = z.infer<typeof shipmentIdSchema>;
export type StaffId = z.infer<typeof staffIdSchema>;
export type StaffSessionId = z.infer<typeof staffSessionIdSchema>;
export type VariantId = z.infer<typeof variantIdSchema>;
