import { Resend } from "resend";
import { z } from "zod";
import { boundedFetch, MAX_ANSWER_BYTES } from "@/lib/core/bounded-fetch";
import type { Picture } from "./pictures";
import { type Delivery, type Mail, TRY_MS, type Transport } from "./transport";

const request = boundedFetch(MAX_ANSWER_BYTES);
const errorSchema = z.object({ name: z.string() });

/**
 * Sends through Resend with the message's id as the idempotency key. Resend remembers a key for 24 hours, repeating its first
 * answer to it without sending the mail again.
 */
export function resendTransport(apiKey: string, baseUrl: string): Transport {
  const resend = new BoundedResend(apiKey, { baseUrl });
  return async ({ id, from, to, subject, html, text, pictures }: Mail): Promise<Delivery> => {
    const { error } = await resend.emails.send(
      { from: mailbox(from), to, subject, html, text, ...(pictures.length > 0 ? { attachments: pictures.map(attachment) } : {}) },
      { idempotencyKey: id, signal: AbortSignal.timeout(TRY_MS) },
    );
    // Resend may already have the mail, worded by an earlier version of the template.
    if (!error || error.message === "invalid_idempotent_request") return { ok: true };
    return { ok: false, error: `resend: ${error.statusCode ?? "no answer"} ${error.message}`.trim(), final: isFinal(error) };
  };
}

/** The SDK, with answers up to a limit, and with the status that its own client drops where a gateway answered. */
class BoundedResend extends Resend {
  /** In an error, `message` is Resend's name for it; empty where the answer isn't Resend's own. */
  override async fetchRequest(path: string, options: RequestInit = {}) {
    try {
      const answer = await request(`${this.baseUrl}${path}`, options);
      const body = await answer.text();
      return answer.ok ? { data: JSON.parse(body), error: null, headers: null } : failed(answer.status, readErrorName(body));
    } catch {
      return failed(null, "");
    }
  }
}

function failed(statusCode: number | null, message: string) {
  return { data: null, error: { name: "application_error" as const, statusCode, message }, headers: null };
}

function readErrorName(body: string): string {
  try {
    return errorSchema.parse(JSON.parse(body)).name;
  } catch {
    return "";
  }
}

/** Errors in the mail itself are final; keys, domains and quotas can be corrected: https://resend.com/docs/api-reference/errors */
function isFinal({ statusCode, message }: { statusCode: number | null; message: string }): boolean {
  if (statusCode === null || message === "" || message === "concurrent_idempotent_requests") return false;
  return statusCode >= 400 && statusCode < 500 && ![401, 403, 408, 429].includes(statusCode);
}

function attachment({ name, type, base64 }: Picture) {
  return { filename: `${name}.png`, content: base64, contentType: type, contentId: name };
}

/** Formats a sender as `Earthman <hello@shop.example>`, quoting names with characters that are special in a header (RFC 5322). */
function mailbox({ name, address }: Mail["from"]): string {
  const plain = name.replace(/["\\\p{Cc}]/gu, "");
  return `${/[(),.:;<>@[\]]/.test(plain) ? `"${plain}"` : plain} <${address}>`;
}
