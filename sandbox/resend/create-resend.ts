import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Core } from "../base/core";
import { type Answer, json, parseJson, type SandboxRequest } from "../base/http";
import type { ProviderModule } from "../base/provider-module";

const API_KEY = "re_sandbox_0000000000000000";
/** https://resend.com/docs/dashboard/emails/idempotency-keys */
const KEY_REMEMBERED_MS = 24 * 3_600_000;
/** About 200 emails, and 10,000 keys. */
const MAX_LENGTH = { sent: 6_000_000, keys: 3_000_000 };

/** `shop@shop.example` or `Shop <shop@shop.example>`. */
const address = z.string().regex(/^(?:[^<>]+ <[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, {
  error: "Invalid email address: it should be email@example.com or Name <email@example.com>.",
});
const addresses = z.union([address, z.array(address).min(1).max(50)]);

/** The parameters of `POST /emails` that the sandbox accepts; it rejects all others. */
const emailSchema = z.strictObject({
  from: address,
  to: addresses,
  subject: z.string().min(1),
  html: z.string().optional(),
  text: z.string().optional(),
  cc: addresses.optional(),
  bcc: addresses.optional(),
  reply_to: addresses.optional(),
  headers: z.record(z.string(), z.string()).optional(),
  attachments: z
    .array(
      z.strictObject({
        filename: z.string().min(1),
        content: z.base64(),
        content_type: z.string().optional(),
        content_id: z.string().max(127).optional(),
      }),
    )
    .optional(),
});

const sentSchema = z.object({
  id: z.string(),
  idempotencyKey: z.string().nullable(),
  sentAt: z.string(),
  email: emailSchema,
});

/** An email that Resend accepted. */
export type SentEmail = Readonly<z.infer<typeof sentSchema>>;

/** The email for which a key was used; the key is stored longer than the email. */
const usedKeySchema = z.object({
  /** The idempotency key. */
  id: z.string(),
  emailId: z.string(),
  bodyHash: z.string(),
  usedAt: z.string(),
});

export type ResendSandbox = ProviderModule & {
  /** The last accepted emails, oldest first. A repeat under the same idempotency key adds none. */
  readonly sent: readonly SentEmail[];
};

/** Resend's `POST /emails`, with its idempotency and its errors (https://resend.com/docs/api-reference). */
export function createResend(core: Core): ResendSandbox {
  const sent = core.store.collection({ name: "resend.sent", schema: sentSchema, limit: MAX_LENGTH.sent });
  const usedKeys = core.store.collection({ name: "resend.usedKeys", schema: usedKeySchema, limit: MAX_LENGTH.keys });

  function sendEmail({ headers, body }: SandboxRequest): Answer {
    const refusal = refuseCaller(headers);
    if (refusal) return refusal;
    const given = z.record(z.string(), z.unknown()).catch({}).parse(parseJson(body));
    const missing = ["from", "to", "subject"].find((name) => given[name] === undefined);
    if (missing) return failure(422, "missing_required_field", `Missing \`${missing}\` field.`);
    const email = emailSchema.safeParse(given);
    if (!email.success) return failure(422, "validation_error", z.prettifyError(email.error));
    if (email.data.html === undefined && email.data.text === undefined) {
      return failure(422, "missing_required_field", "Missing `html` or `text` field.");
    }
    const idempotencyKey = headers["idempotency-key"] ?? null;
    const bodyHash = createHash("sha256").update(body).digest("base64url");
    const now = core.now();
    const used = idempotencyKey === null ? undefined : usedKeys.get(idempotencyKey);
    if (used && now.getTime() - Date.parse(used.usedAt) < KEY_REMEMBERED_MS) {
      if (used.bodyHash === bodyHash) return json(200, { id: used.emailId });
      return failure(409, "invalid_idempotent_request", "Same idempotency key used with a different request payload.");
    }
    const id = randomUUID();
    sent.add({ id, idempotencyKey, sentAt: now.toISOString(), email: email.data });
    if (idempotencyKey !== null) usedKeys.add({ id: idempotencyKey, emailId: id, bodyHash, usedAt: now.toISOString() });
    return json(200, { id });
  }

  return {
    name: "resend",
    routes: [{ method: "POST", path: "/emails", operation: "emails.send", caller: "shop", answer: sendEmail }],
    serverError: () => failure(500, "internal_server_error", "An unexpected error occurred."),
    state: sent.list,
    get sent() {
      return sent.list();
    },
  };
}

/** The variables of a shop that sends its emails to this sandbox. */
export function resendEnvironment(url: string) {
  return { RESEND_API_KEY: API_KEY, RESEND_BASE_URL: url };
}

function refuseCaller(headers: SandboxRequest["headers"]): Answer | undefined {
  if (!headers.authorization) return failure(401, "missing_api_key", "Missing API key in the authorization header.");
  if (headers.authorization !== `Bearer ${API_KEY}`) return failure(403, "invalid_api_key", "API key is invalid.");
  const key = headers["idempotency-key"];
  if (key !== undefined && (key.length < 1 || key.length > 256)) {
    return failure(400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
  }
  return undefined;
}

function failure(statusCode: number, name: string, message: string): Answer {
  return json(statusCode, { statusCode, name, message });
}
