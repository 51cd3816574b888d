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
  return async ({ id, from, to, subject, html, text, pictures }: Mail): Promise<Delivery> => {
    const attachments = pictures.length > 0 ? pictures.map(attachment) : undefined;
    try {
      const answer = await request(`${baseUrl}/emails`, {
        method: "POST",
        headers: { Authorization: `Bearer ${apiKey}`, "Content-Type": "application/json", "Idempotency-Key": id },
        body: JSON.stringify({ from: mailbox(from), to, subject, html, text, attachments }),
        cache: "no-store",
        redirect: "error",
        signal: AbortSignal.timeout(TRY_MS),
      });
      return answer.ok ? { ok: true } : refused(answer.status, await readErrorName(answer));
    } catch {
      return { ok: false, error: "resend: no answer", final: false };
    }
  };
}

/** The error's name; undefined for an answer that isn't Resend's own, such as a gateway's. */
async function readErrorName(answer: Response): Promise<string | undefined> {
  try {
    return errorSchema.parse(JSON.parse(await answer.text())).name;
  } catch {
    return undefined;
  }
}

/** Errors in the mail itself are final; keys, domains and quotas can be corrected: https://resend.com/docs/api-reference/errors */
function refused(status: number, name: string | undefined): Delivery {
  // Resend already has the mail, worded by an earlier version of the template.
  if (name === "invalid_idempotent_request") return { ok: true };
  const temporary =
    name === undefined || name === "concurrent_idempotent_requests" || status >= 500 || [401, 403, 408, 429].includes(status);
  return { ok: false, error: ["resend:", status, name].filter(Boolean).join(" "), final: !temporary };
}

function attachment({ name, type, base64 }: Picture) {
  return { filename: `${name}.png`, content: base64, content_type: type, content_id: name };
}

/** Formats a sender as `Earthman <hello@shop.example>`, quoting names with characters that are special in a header (RFC 5322). */
function mailbox({ name, address }: Mail["from"]): string {
  const plain = name.replace(/["\\\p{Cc}]/gu, "");
  return `${/[(),.:;<>@[\]]/.test(plain) ? `"${plain}"` : plain} <${address}>`;
}
