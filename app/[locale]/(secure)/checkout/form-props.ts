import type { CheckoutField, LENGTHS } from "@/lib/checkout/fields";
import type { PaymentMethod } from "@/lib/payments/methods";
import type { Words } from "@/messages/shape";

type TextField = keyof typeof LENGTHS & CheckoutField;

/** The attributes of a text field of the checkout form. */
export type TextFieldProps = (name: TextField) => {
  id: string;
  name: string;
  defaultValue: string | undefined;
  maxLength: number;
  error: string | undefined;
};

/** The words that the checkout form shows. */
export type CheckoutWords = {
  checkout: Words<"checkout">;
  cart: Words<"cart">;
  payment: Words<"payment">;
  common: Words<"common">;
  /** A note on each payment method for the customer. */
  paymentNotes: Readonly<Record<PaymentMethod, string>>;
};
