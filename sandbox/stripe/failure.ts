import type { z } from "zod";
import { json } from "../answers";
import type { Answer } from "../provider-module";

/** A refusal in the shape of Stripe's errors. */
export class StripeFailure extends Error {
  constructor(
    readonly status: 400 | 401 | 402 | 404,
    readonly error: { type: "invalid_request_error" | "card_error" | "idempotency_error"; message: string } & Readonly<
      Record<string, unknown>
    >,
  ) {
    super(error.message);
  }
}

export function refuse(message: string, more: Readonly<Record<string, unknown>> = {}): StripeFailure {
  return new StripeFailure(400, { type: "invalid_request_error", message, ...more });
}

/** @param what Stripe's word, such as `payment_intent` */
export function missing(what: string, id: string): StripeFailure {
  return new StripeFailure(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${what}: '${id}'`,
    param: what === "payment_intent" ? "intent" : "id",
  });
}

/** What is wrong with a request's parameters: the first of it, as Stripe tells it. */
export function parameterFailure(error: z.ZodError): StripeFailure {
  const [issue] = error.issues;
  const param = (...path: readonly PropertyKey[]) => path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join("");
  if (issue?.code === "unrecognized_keys") {
    const name = param(...issue.path, issue.keys[0] ?? "");
    return refuse(`Received unknown parameter: ${name}`, { code: "parameter_unknown", param: name });
  }
  const name = param(...(issue?.path ?? []));
  if (issue?.code === "invalid_type" && issue.input === undefined) {
    return refuse(`Missing required param: ${name}.`, { code: "parameter_missing", param: name });
  }
  if (issue?.message === "integer") return refuse(`Invalid integer: ${name}`, { code: "parameter_invalid_integer", param: name });
  return refuse(`Invalid ${name}: ${issue?.message}`, { param: name });
}

export function failureAnswer({ status, error }: StripeFailure): Answer {
  return json(status, { error });
}

/** Stripe's own fault. */
export function serverError(): Answer {
  return json(500, {
    error: { type: "api_error", message: "An unknown error occurred" },
  });
}
