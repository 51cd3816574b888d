import { Resend } from "resend";
import type { Picture } from "./pictures";
import { type Delivery, type Mail, TRY_MS, type Transport } from "./transport";

/**
 * Sends through Resend. The message's id is the idempotency key, which Resend remembers for 24 hours: a repeat of a mail
 * that it has is answered like the first time and sent to nobody.
 */
export function resendTransport(apiKey: string, baseUrl: string): Transport {
  const resend = new Resend(apiKey, { baseUrl });
  return async ({ id, from, to, subject, html, text, pictures }: Mail): Promise<Delivery> => {
    const { error } = await resend.emails.send(
      { from: mailbox(from), to, subject, html, text, ...(pictures.length > 0 ? { attachments: pictures.map(attachment) } : {}) },
      { idempotencyKey: id, signal: AbortSignal.timeout(TRY_MS) },
    );
    if (!error) return { ok: true };
    // It has the mail already, in the words of an earlier version of its template.
    if (error.name === "invalid_idempotent_request") return { ok: true };
    return { ok: false, error: `resend: ${error.statusCode ?? "no answer"} ${error.name}`, final: isFinal(error) };
  };
}

function attachment({ name, type, base64 }: Picture) {
  return { filename: `${name}.png`, content: base64, contentType: type, contentId: name };
}

/** https://resend.com/docs/api-reference/errors: what is wrong with a mail stays wrong; keys, domains and quotas can be put right. */
function isFinal({ statusCode, name }: { statusCode: number | null; name: string }): boolean {
  if (statusCode === null || statusCode >= 500 || name === "concurrent_idempotent_requests") return false;
  return ![401, 403, 408, 429].includes(statusCode);
}

/** `Earthman <hello@shop.example>`; names with signs that mean something in a header stand in quotes (RFC 5322). */
function mailbox({ name, address }: Mail["from"]): string {
  const plain = name.replace(/["\\\p{Cc}]/gu, "");
  return `${/[(),.:;<>@[\]]/.test(plain) ? `"${plain}"` : plain} <${address}>`;
}
