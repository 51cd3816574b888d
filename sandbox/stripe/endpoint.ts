import type { z } from "zod";
import { json } from "../answers";
import type { Answer, Route, SandboxRequest } from "../provider-module";
import { checkDescribed } from "./described";
import { failureAnswer, parameterFailure, refuse, StripeFailure, serverError } from "./failure";
import { decodeForm } from "./form-encoding";
import { type Account, newId, secondsNow } from "./ledger";

export const SECRET_KEY = "sk_test_sandbox";
export const PUBLISHABLE_KEY = "pk_test_sandbox";

/** For so long Stripe remembers a key: https://docs.stripe.com/api/idempotent_requests */
const KEPT_SECONDS = 24 * 3600;

/**
 * A route of Stripe's API: key, parameters and idempotency are seen to here, `work` does the rest. Parameters come from the query
 * or the form-encoded body, as texts; the schema is strict and turns them into what they mean.
 */
export function endpoint<T>(
  account: Account,
  method: "GET" | "POST",
  path: string,
  operation: string,
  schema: z.ZodType<T>,
  work: (parameters: T, id: string) => unknown,
  caller: "shop" | "browser" = "shop",
): Route {
  function answer(request: SandboxRequest): Answer {
    return withFailures(() => {
      demandKey(request, caller);
      const given = decodeForm(method === "GET" ? request.url.search : request.body);
      const parsed = schema.safeParse(given, { reportInput: true });
      if (!parsed.success) throw parameterFailure(parsed.error);
      const complaint = caller === "shop" && checkDescribed(`${method} ${path.replace(":id", "{id}")}`, given);
      if (complaint) throw refuse(complaint);
      return idempotent(account, path, request, () => withFailures(() => json(200, work(parsed.data, request.id))));
    });
  }
  return {
    method,
    path,
    operation,
    caller,
    answer(request) {
      const { status, headers, body } = answer(request);
      return { status, headers: { "request-id": newId("req"), ...headers }, body };
    },
  };
}

function demandKey({ headers }: SandboxRequest, caller: "shop" | "browser"): void {
  if (headers.authorization === `Bearer ${caller === "shop" ? SECRET_KEY : PUBLISHABLE_KEY}`) return;
  const message = headers.authorization === undefined ? "You did not provide an API key." : "Invalid API Key provided.";
  throw new StripeFailure(401, { type: "invalid_request_error", message });
}

/** Stripe's own fault: it spends a key as any other answer does. */
export function failForOnce(account: Account, { path }: Pick<Route, "path">, request: SandboxRequest): Answer {
  const known = findKept(account, request.headers["idempotency-key"]);
  return known ? serverError() : idempotent(account, path, request, serverError);
}

function findKept(account: Account, key = "") {
  const known = account.ledger.idempotency[key];
  return known && secondsNow(account) - known.at < KEPT_SECONDS ? known : undefined;
}

/** The same key gives the same answer; with another request under it, none. Refused parameters were no use of the key. */
function idempotent(account: Account, path: string, { id, headers, body }: SandboxRequest, once: () => Answer): Answer {
  const key = headers["idempotency-key"];
  if (key === undefined) return once();
  const request = `${path} ${id} ${body}`;
  const known = findKept(account, key);
  if (known === undefined) {
    const answer = once();
    account.ledger.idempotency[key] = { at: secondsNow(account), request, ...answer, headers: { ...answer.headers } };
    return answer;
  }
  if (known.request !== request) {
    const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
    throw new StripeFailure(400, { type: "idempotency_error", message });
  }
  return { status: known.status, headers: { ...known.headers, "idempotent-replayed": "true" }, body: known.body };
}

/** Answers a refusal as Stripe does. */
export function withFailures(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof StripeFailure) return failureAnswer(error);
    throw error;
  }
}
