import { Ajv, type ValidateFunction } from "ajv";
import { z } from "zod";
import { readDescription } from "../descriptions";

const schemas = z
  .object({ schemas: z.record(z.string(), z.looseObject({})) })
  .optional()
  .parse(readDescription("stripe-23.1.0-params.schema.json"))?.schemas;
const ajv = new Ajv({ strict: false, coerceTypes: true, allErrors: true });
const known = new Map<string, ValidateFunction>();

/**
 * What is wrong with a request's parameters by Stripe's own description; null where nothing is, or where that is not at hand.
 * @param operation such as `POST /v1/payment_intents/{id}/cancel`
 */
export function checkDescribed(operation: string, parameters: unknown): string | null {
  if (!schemas) return null;
  const schema = schemas[operation];
  if (!schema) return `Stripe describes no ${operation}`;
  const validate = known.get(operation) ?? ajv.compile(schema);
  known.set(operation, validate);
  // Texts become numbers where numbers are asked for: not in what the caller holds.
  return validate(structuredClone(parameters)) ? null : `${operation}: ${ajv.errorsText(validate.errors)}`;
}
