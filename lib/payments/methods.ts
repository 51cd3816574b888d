import { z } from "zod";
import type { PaymentTerms } from "./port/payment-terms";
import { METHODS } from "./registry";

export type PaymentMethod = keyof typeof METHODS;
/** The methods paid through a provider, while the customer is at the screen. */
export type OnlineMethod = { [Method in PaymentMethod]: (typeof METHODS)[Method]["kind"] extends "online" ? Method : never }[PaymentMethod];

export const PAYMENT_METHODS = Object.keys(METHODS).filter(isPaymentMethod);
export const ONLINE_METHODS = PAYMENT_METHODS.filter(isOnline);

/** Checks a method that the database stores as text. */
export const paymentMethodSchema = z.custom<PaymentMethod>(isPaymentMethod);
export const onlineMethodSchema = paymentMethodSchema.refine(isOnline);

function isPaymentMethod(text: unknown): text is PaymentMethod {
  return typeof text === "string" && Object.hasOwn(METHODS, text);
}

/** Returns the order's method. Throws if the registry doesn't list it. */
export function getMethod({ paymentMethod }: { paymentMethod: string }): PaymentMethod {
  if (!isPaymentMethod(paymentMethod)) throw new Error(`no adapter for the payment method ${paymentMethod}`);
  return paymentMethod;
}

export function termsOf(method: PaymentMethod): PaymentTerms {
  return METHODS[method];
}

export function isOnline(method: string): method is OnlineMethod {
  return isPaymentMethod(method) && METHODS[method].kind === "online";
}

/** Whether an order by this method takes stock before any money for it has come. */
export function isPaidLater(method: PaymentMethod): boolean {
  const { kind } = METHODS[method];
  return kind === "transfer" || kind === "on_delivery";
}

export function methodsOfKind(kind: PaymentTerms["kind"]): PaymentMethod[] {
  return PAYMENT_METHODS.filter((method) => METHODS[method].kind === kind);
}

/** Finds the method that is paid through this provider; undefined for transfers and cash. */
export function findOnlineMethod(provider: string): OnlineMethod | undefined {
  return ONLINE_METHODS.find((method) => METHODS[method].source === provider);
}

/** Returns the order's columns that depend on its method. */
export function methodColumns(paymentMethod: PaymentMethod): { paymentMethod: PaymentMethod; online: boolean } {
  return { paymentMethod, online: isOnline(paymentMethod) };
}
