import { formatDateTime } from "@/lib/core/format";
import type { WrittenMail } from "@/lib/mail/queries";

/** The state of a mail: "Sent", "Waits", or the reason why it failed. */
export function stateWords({ sentAt, failedAt, lastError, tries, nextTryAt }: WrittenMail["message"]): string {
  if (sentAt) return "Sent";
  if (failedAt) return `Failed after ${tries === 1 ? "one try" : `${tries} tries`}: ${lastError}`;
  return lastError ? `Waits until ${formatDateTime(nextTryAt, "en")}: ${lastError}` : "Waits to be sent";
}
