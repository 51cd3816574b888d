import { env } from "@/lib/core/env";
import { resendTransport } from "./resend";
import { smtpTransport } from "./smtp";
import type { Transport } from "./transport";

let configured: Transport | undefined;

/** Returns Resend if its key is set, else a mail server, else (only on loopback addresses) none: the mailbox page shows the mails. */
export function configuredTransport(): Transport {
  configured ??= createTransport();
  return configured;
}

function createTransport(): Transport {
  const { RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL, SITE_URL } = env();
  if (RESEND_API_KEY) return resendTransport(RESEND_API_KEY, RESEND_BASE_URL);
  if (SMTP_URL) return smtpTransport(SMTP_URL, SITE_URL);
  return async () => ({ ok: true });
}
