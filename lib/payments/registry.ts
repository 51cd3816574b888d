import { free } from "./free";
import { bankTransfer, cashOnDelivery } from "./offline";
import { paypal } from "./paypal/terms";
import type { PaymentTerms } from "./port/payment-terms";
import { stripe } from "./stripe/terms";

/**
 * All payment methods by the name that orders store, in the order in which customers see them. A method that is no longer
 * offered must stay here as long as an order names it.
 */
export const METHODS = {
  card: stripe,
  paypal,
  cash_on_delivery: cashOnDelivery,
  bank_transfer: bankTransfer,
  free,
} as const satisfies Record<string, PaymentTerms>;
