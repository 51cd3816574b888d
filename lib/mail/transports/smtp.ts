import { createTransport } from "nodemailer";
import { z } from "zod";
import type { Picture } from "../pictures";
import { type Delivery, type Mail, TRY_MS, type Transport } from "./transport";

const smtpError = z.object({ code: z.string().optional(), responseCode: z.number().optional(), command: z.string().optional() });

/**
 * Sends through a mail server. SMTP knows no idempotency: where a worker dies after the server took a mail, it goes out
 * again, under the same Message-ID, by which mail programs show it once.
 */
export function smtpTransport(url: string, siteUrl: string): Transport {
  const { hostname } = new URL(siteUrl);
  const server = createTransport({ url, connectionTimeout: TRY_MS, greetingTimeout: TRY_MS, socketTimeout: TRY_MS });
  return async ({ id, from, to, subject, html, text, pictures }: Mail): Promise<Delivery> => {
    try {
      await server.sendMail({ messageId: `<${id}@${hostname}>`, from, to, subject, html, text, attachments: pictures.map(attachment) });
      return { ok: true };
    } catch (error) {
      const { code = "failed", responseCode, command } = smtpError.catch({}).parse(error);
      // 5xx to the recipient or to the mail itself; one to the sign-in or the sender is a matter of configuration.
      const aboutMail = code === "EMESSAGE" || (code === "EENVELOPE" && command === "RCPT TO");
      const final = aboutMail && (responseCode === undefined || responseCode >= 500);
      return { ok: false, error: ["smtp:", code, responseCode].filter(Boolean).join(" "), final };
    }
  };
}

function attachment({ name, type, base64 }: Picture) {
  return { filename: `${name}.png`, content: base64, encoding: "base64", contentType: type, cid: name };
}
