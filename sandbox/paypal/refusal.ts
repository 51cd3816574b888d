import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { json } from "../answers";
import type { Answer } from "../provider-module";

/** An answer that refuses; thrown where it is found out, sent by the route. */
export class Refusal extends Error {
  override name = "Refusal";
  constructor(
    readonly status: number,
    /** PayPal's name of the whole, such as `UNPROCESSABLE_ENTITY`. */
    readonly kind: string,
    readonly details: readonly { issue: string; description: string; field?: string; location?: "body" | "query" | "header" }[] = [],
  ) {
    super(`${status} ${kind}`);
  }
}

export const notFound = () =>
  new Refusal(404, "RESOURCE_NOT_FOUND", [{ issue: "INVALID_RESOURCE_ID", description: "There is nothing of this id." }]);

export const unprocessable = (issue: string, description: string) => new Refusal(422, "UNPROCESSABLE_ENTITY", [{ issue, description }]);

export const invalid = (issue: string, description: string) => new Refusal(400, "INVALID_REQUEST", [{ issue, description }]);

const MESSAGES: Readonly<Record<string, string>> = {
  AUTHENTICATION_FAILURE: "The access token is missing, wrong or over.",
  INTERNAL_SERVER_ERROR: "Something failed on this side.",
  INVALID_REQUEST: "The request is not as it should be.",
  RESOURCE_NOT_FOUND: "What is named is not there.",
  UNPROCESSABLE_ENTITY: "The request can be read, but not done.",
};

/** An error in PayPal's shape. */
export function refuse({ status, kind, details }: Refusal): Answer {
  const debug_id = randomBytes(7).toString("hex").slice(0, 13);
  return json(status, { name: kind, message: MESSAGES[kind] ?? kind, debug_id, details, links: [] }, { "paypal-debug-id": debug_id });
}

/** Reads a body or a query by its schema; what does not fit is refused by name. */
export function readRequest<T>(schema: z.ZodType<T>, value: unknown, location: "body" | "query"): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(
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
  return readRequest(schema, parseJson(body), "body");
}

function issueOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return "NOT_SUPPORTED";
  if (issue.code === "too_big" || issue.code === "too_small") return "INVALID_STRING_LENGTH";
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) return "MISSING_REQUIRED_PARAMETER";
  return issue.code === "invalid_value" ? "INVALID_PARAMETER_VALUE" : "INVALID_PARAMETER_SYNTAX";
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalid("MALFORMED_REQUEST_JSON", "The body is not JSON.");
  }
}
