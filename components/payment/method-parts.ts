import type { ComponentType } from "react";
import type { OnlineMethod, PaymentMethod } from "@/lib/payments/methods";
import { CardMarks } from "./card-marks";
import { CardPanel } from "./card-panel";
import type { ButtonProps, FieldsProps } from "./panel-props";
import { PaypalPanel } from "./paypal-panel";

/** `Fields` appear in the method's row and are submitted by the form's button; a `Button` replaces that button. */
type MethodParts = { Marks?: ComponentType; Fields?: ComponentType<FieldsProps>; Button?: ComponentType<ButtonProps> };

/** The browser's side of each adapter: the parts that an online method shows in addition to its name. */
const METHOD_PARTS: Record<OnlineMethod, MethodParts> = {
  card: { Marks: CardMarks, Fields: CardPanel },
  paypal: { Button: PaypalPanel },
};

const parts: Partial<Record<PaymentMethod, MethodParts>> = METHOD_PARTS;

export function partsOf(method: PaymentMethod | undefined): MethodParts {
  return (method && parts[method]) ?? {};
}
