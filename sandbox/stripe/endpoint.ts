import type { z } from "zod";
import { json } from "../answers";
import type { Answer, Route, SandboxRequest } from "../provider-module";
import { failureAnswer, parameterFailure, StripeFailure } from "./failure";
import { decodeForm } from "./form-encoding";
import { type Account, newId } from "./ledger";

export const SECRET_KEY = "sk_test_sandbox";
export const PUBLISHABLE_KEY = "pk_test_sandbox";

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
      const parsed = schema.safeParse(decodeForm(method === "GET" ? request.url.search : request.body), { reportInput: true });
      if (!parsed.success) throw parameterFailure(parsed.error);
      const once = () => withFailures(() => json(200, work(parsed.data, request.id)));
      const key = request.headers["idempotency-key"];
      return method === "GET" || key === undefined ? once() : idempotent(account, key, `${path} ${request.id} ${request.body}`, once);
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

/** The same key gives the same answer; with another request under it, none. Refused parameters were no use of the key. */
function idempotent({ ledger }: Account, key: string, request: string, once: () => Answer): Answer {
  const known = ledger.idempotency[key];
  if (known === undefined) {
    const answer = once();
    ledger.idempotency[key] = { request, status: answer.status, body: answer.body, headers: { ...answer.headers } };
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
