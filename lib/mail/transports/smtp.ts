import { createTransport } from "nodemailer";
import { z } from "zod";
import type { Picture } from "./pictures";
import { type Delivery, type Mail, TRY_MS, type Transport } from "./transport";

const smtpError = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
});

/** Far more than a mail server has to say at any step. */
const MAX_ANSWER_BYTES = 65_536;

/**
 * Sends through a mail server. SMTP has no idempotency, so a mail is sent again if a worker dies after the server accepted
 * it; the Message-ID stays the same, so mail programs show it once.
 */
export function smtpTransport(url: string, siteUrl: string): Transport {
  const { hostname } = new URL(siteUrl);
  const server = createTransport({ url, maxResponseSize: MAX_ANSWER_BYTES });
  return async ({ id, from, to, subject, html, text, pictures }: Mail): Promise<Delivery> => {
    // For the whole try: the library's own timeouts start again with every line that the server sends.
    const signal = AbortSignal.timeout(TRY_MS);
    try {
      const attachments = pictures.map(attachment);
      await server.sendMail({ messageId: `<${id}@${hostname}>`, from, to, subject, html, text, attachments, signal });
      return { ok: true };
    } catch (error) {
      if (signal.aborted) return { ok: false, error: "smtp: timeout", final: false };
      const { code = "failed", responseCode, command, response = "" } = smtpError.catch({}).parse(error);
      // A 5xx about the recipient or the mail itself is final; one about the sign-in or the sender is a matter of configuration.
      // So is a refusal to relay, reported for the recipient as 554 or with an enhanced policy code (RFC 3463, 5.7).
      const relayRefused = responseCode === 554 || /\b5\.7\.\d/.test(response);
      const aboutMail = code === "EMESSAGE" || (code === "EENVELOPE" && command === "RCPT TO" && !relayRefused);
      const final = aboutMail && (responseCode === undefined || responseCode >= 500);
      return { ok: false, error: ["smtp:", code, responseCode].filter(Boolean).join(" "), final };
    }
  };
}

function attachment({ name, type, base64 }: Picture) {
  return { filename: `${name}.png`, content: base64, encoding: "base64", contentType: type, cid: name };
}
