import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { z } from "zod";
import { readDescription } from "../descriptions";

const FILES = ["paypal-checkout_orders_v2.json", "paypal-payments_payment_v2.json", "paypal-notifications_webhooks_v1.json"] as const;

/** Objects whose properties are all described, so that one which is not is a mistake. */
const CLOSED = [
  "order_request",
  "purchase_unit_request",
  "amount_with_breakdown",
  "payment_source",
  "paypal_wallet",
  "paypal_wallet_experience_context",
  "order_capture_request",
  "refund_request",
];

const descriptionSchema = z.looseObject({ components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }) });

const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true, logger: false });
addFormats(ajv);
const described = FILES.filter((file) => {
  const description = descriptionSchema.optional().parse(readDescription(file));
  if (!description) return false;
  const { schemas } = description.components;
  for (const name of CLOSED) {
    const schema = schemas[name];
    if (schema && schema.allOf === undefined) schema.additionalProperties = false;
  }
  ajv.addSchema({ ...description, $id: file });
  return true;
});
const known = new Map<string, ValidateFunction>();

/**
 * What is wrong with a body by PayPal's own description; null where nothing is, or where that is not at hand.
 * @param schema its name there, such as `order_request`
 */
export function checkDescribed(file: (typeof FILES)[number], schema: string, body: unknown): string | null {
  if (!described.includes(file)) return null;
  const $ref = `${file}#/components/schemas/${schema}`;
  const validate = known.get($ref) ?? ajv.compile({ $ref });
  known.set($ref, validate);
  return validate(body) ? null : `${schema}: ${ajv.errorsText(validate.errors)}`;
}
