import { randomBytes } from "node:crypto";
import { type Answer, json, type SandboxRequest } from "../base/http";

export const CLIENT_ID = "sandbox-client";
export const CLIENT_SECRET = "sandbox-secret";

const LIFE_SECONDS = 9 * 60 * 60;
const MAX_TOKENS = 1000;

export type Tokens = {
  /** `POST /v1/oauth2/token` with client credentials (RFC 6749, section 4.4). */
  issue(request: SandboxRequest, now: Date): Answer;
  accepts(authorization: string | undefined, now: Date): boolean;
  /** Ends all tokens early. */
  revoke(): void;
};

export function createTokens(): Tokens {
  /** When each token expires, by its header; oldest first. */
  const expiries = new Map<string, number>();
  const expected = `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString("base64")}`;
  return {
    issue({ headers, body }, now) {
      if (headers.authorization !== expected) {
        return json(401, { error: "invalid_client", error_description: "Client Authentication failed" });
      }
      if (body !== "grant_type=client_credentials") {
        return json(400, { error: "unsupported_grant_type", error_description: "Only client_credentials is known here" });
      }
      const access_token = `A21AA${randomBytes(32).toString("base64url")}`;
      expiries.set(`Bearer ${access_token}`, now.getTime() + LIFE_SECONDS * 1000);
      const [oldest = ""] = expiries.keys();
      if (expiries.size > MAX_TOKENS) expiries.delete(oldest);
      return json(200, { access_token, token_type: "Bearer", expires_in: LIFE_SECONDS, scope: "", app_id: "APP-SANDBOX", nonce: "" });
    },
    accepts: (authorization = "", now) => (expiries.get(authorization) ?? 0) > now.getTime(),
    revoke: () => expiries.clear(),
  };
}
