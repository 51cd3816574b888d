import { createHash } from "node:crypto";
import type { z } from "zod";
import { type Answer, json, type Route, type SandboxRequest } from "../base/http";
import { parameterError, StripeApiError, serverError, withErrors } from "./api-error";
import { decodeForm } from "./form-encoding";
import { type Account, newId, secondsNow } from "./ledger";

export const SECRET_KEY = "sk_test_sandbox";
export const PUBLISHABLE_KEY = "pk_test_sandbox";

/** How long Stripe remembers a key: https://docs.stripe.com/api/idempotent_requests */
const KEY_REMEMBERED_SECONDS = 24 * 3600;

/**
 * A route of Stripe's API, which checks the API key, the parameters and the idempotency key before it calls `work`. Parameters are
 * strings from the query or the form-encoded body, which the strict schema converts.
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
    return withErrors(() => {
      checkApiKey(request, caller);
      const given = decodeForm(method === "GET" ? request.url.search : request.body);
      const parsed = schema.safeParse(given, { reportInput: true });
      if (!parsed.success) throw parameterError(parsed.error);
      return idempotent(account, path, request, () => withErrors(() => json(200, work(parsed.data, request.id))));
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

function checkApiKey({ headers }: SandboxRequest, caller: "shop" | "browser"): void {
  if (headers.authorization === `Bearer ${caller === "shop" ? SECRET_KEY : PUBLISHABLE_KEY}`) return;
  const message = headers.authorization === undefined ? "You did not provide an API key." : "Invalid API Key provided.";
  throw new StripeApiError(401, { type: "invalid_request_error", message });
}

/** Like any other answer, a server error uses up its idempotency key. */
export function failOncePerKey(account: Account, { path }: Pick<Route, "path">, request: SandboxRequest): Answer {
  const used = findUsedKey(account, request.headers["idempotency-key"]);
  return used ? serverError() : idempotent(account, path, request, serverError);
}

function findUsedKey(account: Account, key = "") {
  const used = account.ledger.usedKeys.get(key);
  return used && secondsNow(account) - used.usedAt < KEY_REMEMBERED_SECONDS ? used : undefined;
}

/** Repeats the first answer to a key, and rejects the key with another request. Rejected parameters do not use up a key. */
function idempotent(account: Account, path: string, { id, headers, body }: SandboxRequest, work: () => Answer): Answer {
  const key = headers["idempotency-key"];
  if (key === undefined) return work();
  const requestHash = createHash("sha256").update(`${path} ${id} ${body}`).digest("base64url");
  const used = findUsedKey(account, key);
  if (used === undefined) {
    const answer = work();
    account.ledger.usedKeys.add({ id: key, usedAt: secondsNow(account), requestHash, ...answer, headers: { ...answer.headers } });
    return answer;
  }
  if (used.requestHash !== requestHash) {
    const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
    throw new StripeApiError(400, { type: "idempotency_error", message });
  }
  return { status: used.status, headers: { ...used.headers, "idempotent-replayed": "true" }, body: used.body };
}
