import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { type Answer, json, parseJson } from "../base/http";

/** An error that PayPal's API returns. */
export class PayPalApiError extends Error {
  override name = "PayPalApiError";
  constructor(
    readonly status: number,
    /** PayPal's name for it, such as `UNPROCESSABLE_ENTITY`. */
    readonly kind: string,
    readonly details: readonly { issue: string; description: string; field?: string; location?: "body" | "query" | "header" }[] = [],
  ) {
    super(`${status} ${kind}`);
  }
}

export const notFound = () =>
  new PayPalApiError(404, "RESOURCE_NOT_FOUND", [{ issue: "INVALID_RESOURCE_ID", description: "There is no resource with this id." }]);

export const unprocessable = (issue: string, description: string) =>
  new PayPalApiError(422, "UNPROCESSABLE_ENTITY", [{ issue, description }]);

export const invalid = (issue: string, description: string) => new PayPalApiError(400, "INVALID_REQUEST", [{ issue, description }]);

const MESSAGES: Readonly<Record<string, string>> = {
  AUTHENTICATION_FAILURE: "The access token is missing, wrong or expired.",
  INTERNAL_SERVER_ERROR: "An internal error occurred.",
  INVALID_REQUEST: "The request is invalid.",
  RESOURCE_NOT_FOUND: "The resource does not exist.",
  UNPROCESSABLE_ENTITY: "The request is well formed, but can't be carried out.",
};

/** The error in PayPal's format. */
export function errorAnswer({ status, kind, details }: PayPalApiError): Answer {
  const debug_id = randomBytes(7).toString("hex").slice(0, 13);
  return json(status, { name: kind, message: MESSAGES[kind] ?? kind, debug_id, details, links: [] }, { "paypal-debug-id": debug_id });
}

/** Parses a body or a query by its schema; the error lists each field that does not match. */
export function readRequest<T>(schema: z.ZodType<T>, value: unknown, location: "body" | "query"): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PayPalApiError(
    400,
    "INVALID_REQUEST",
    parsed.error.issues.map((issue) => ({
      field: `/${[...issue.path, ...(issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [])].map(String).join("/")}`,
      location,
      issue: issueOf(issue),
      description: issue.message,
    })),
  );
}

export function readBody<T>(schema: z.ZodType<T>, body: string): T {
  const value = parseJson(body);
  if (value === undefined) throw invalid("MALFORMED_REQUEST_JSON", "The body is not JSON.");
  return readRequest(schema, value, "body");
}

function issueOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return "NOT_SUPPORTED";
  if (issue.code === "too_big" || issue.code === "too_small") return "INVALID_STRING_LENGTH";
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) return "MISSING_REQUIRED_PARAMETER";
  return issue.code === "invalid_value" ? "INVALID_PARAMETER_VALUE" : "INVALID_PARAMETER_SYNTAX";
}

/** Answers with the error thrown by `work`, if it is PayPal's. */
export function withErrors<T extends Answer | Promise<Answer>>(work: () => T): T | Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof PayPalApiError) return errorAnswer(error);
    throw error;
  }
}
