import type { z } from "zod";
import { type Answer, json } from "../base/http";

/** An error that Stripe's API returns. */
export class StripeApiError extends Error {
  constructor(
    readonly status: 400 | 401 | 402 | 404,
    readonly error: { type: "invalid_request_error" | "card_error" | "idempotency_error"; message: string } & Readonly<
      Record<string, unknown>
    >,
  ) {
    super(error.message);
  }
}

export function invalidRequest(message: string, more: Readonly<Record<string, unknown>> = {}): StripeApiError {
  return new StripeApiError(400, { type: "invalid_request_error", message, ...more });
}

/** @param what Stripe's name for it, such as `payment_intent` */
export function notFound(what: string, id: string): StripeApiError {
  return new StripeApiError(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${what}: '${id}'`,
    param: what === "payment_intent" ? "intent" : "id",
  });
}

/** The first mistake in a request's parameters, in Stripe's wording. */
export function parameterError(error: z.ZodError): StripeApiError {
  const [issue] = error.issues;
  const param = (...path: readonly PropertyKey[]) => path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join("");
  if (issue?.code === "unrecognized_keys") {
    const name = param(...issue.path, issue.keys[0] ?? "");
    return invalidRequest(`Received unknown parameter: ${name}`, { code: "parameter_unknown", param: name });
  }
  const name = param(...(issue?.path ?? []));
  if (issue?.code === "invalid_type" && issue.input === undefined) {
    return invalidRequest(`Missing required param: ${name}.`, { code: "parameter_missing", param: name });
  }
  if (issue?.message === "integer") return invalidRequest(`Invalid integer: ${name}`, { code: "parameter_invalid_integer", param: name });
  return invalidRequest(`Invalid ${name}: ${issue?.message}`, { param: name });
}

/** Answers with the error thrown by `work`, if it is Stripe's. */
export function withErrors(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof StripeApiError) return json(error.status, { error: error.error });
    throw error;
  }
}

/** An error on Stripe's own side. */
export function serverError(): Answer {
  return json(500, {
    error: { type: "api_error", message: "An unknown error occurred" },
  });
}
