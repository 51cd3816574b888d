import { bankTransfer, cashOnDelivery } from "./offline";
import { paypal } from "./paypal/terms";
import type { PaymentTerms } from "./port/payment-terms";
import { stripe } from "./stripe/terms";

/**
 * Every method of payment, by the name that orders keep, in the order in which customers see them. One that is no longer
 * offered stays in the table for as long as an order names it.
 */
export const METHODS = {
  card: stripe,
  paypal,
  cash_on_delivery: cashOnDelivery,
  bank_transfer: bankTransfer,
} as const satisfies Record<string, PaymentTerms>;
