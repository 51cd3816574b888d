import { Resend } from "resend";
import type { Picture } from "./pictures";
import { type Delivery, type Mail, TRY_MS, type Transport } from "./transport";

/**
 * Sends through Resend with the message's id as the idempotency key. Resend remembers a key for 24 hours, repeating its first
 * answer to it without sending the mail again.
 */
export function resendTransport(apiKey: string, baseUrl: string): Transport {
  const resend = new Resend(apiKey, { baseUrl });
  return async ({ id, from, to, subject, html, text, pictures }: Mail): Promise<Delivery> => {
    const { error } = await resend.emails.send(
      { from: mailbox(from), to, subject, html, text, ...(pictures.length > 0 ? { attachments: pictures.map(attachment) } : {}) },
      { idempotencyKey: id, signal: AbortSignal.timeout(TRY_MS) },
    );
    if (!error) return { ok: true };
    // Resend already has the mail, worded by an earlier version of the template.
    if (error.name === "invalid_idempotent_request") return { ok: true };
    return { ok: false, error: `resend: ${error.statusCode ?? "no answer"} ${error.name}`, final: isFinal(error) };
  };
}

function attachment({ name, type, base64 }: Picture) {
  return { filename: `${name}.png`, content: base64, contentType: type, contentId: name };
}

/**
 * Errors in the mail itself are final; keys, domains and quotas can be corrected: https://resend.com/docs/api-reference/errors.
 * The SDK passes on what a gateway wrote, often without a status, so anything but a definite 4xx is temporary.
 */
function isFinal({ statusCode, name }: { statusCode?: number | null; name: string }): boolean {
  if (name === "concurrent_idempotent_requests" || typeof statusCode !== "number") return false;
  return statusCode >= 400 && statusCode < 500 && ![401, 403, 408, 429].includes(statusCode);
}

/** Formats a sender as `Earthman <hello@shop.example>`, quoting names with characters that are special in a header (RFC 5322). */
function mailbox({ name, address }: Mail["from"]): string {
  const plain = name.replace(/["\\\p{Cc}]/gu, "");
  return `${/[(),.:;<>@[\]]/.test(plain) ? `"${plain}"` : plain} <${address}>`;
}
