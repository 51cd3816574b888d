import type { JobName } from "@/lib/jobs/jobs";

/** What each job does. */
export const JOB_WORDS: Record<JobName, string> = {
  "answer-tracking": "Emails tracking links that customers asked for",
  "apply-inbox": "Applies what payment providers have told us",
  "chain-audit": "Chains new entries of the audit log",
  "clean-carts": "Deletes carts that nobody has touched for eight days",
  "clean-expired": "Deletes links that have expired and old messages of providers",
  "clean-job-runs": "Deletes old runs of jobs",
  "clean-printed-documents": "Deletes printed invoices that can be printed again",
  "clean-sign-ins": "Deletes what is over of sign-ins and invitations",
  "clean-revalidations": "Deletes old notes on what changed in the catalogue",
  "expire-holds": "Cancels orders that were not paid in time",
  "mail-audit-head": "Emails the owners the end of the audit log",
  "notify-back-in-stock": "Emails those who wait for a product",
  "reconcile-payments": "Asks providers about payments that are open",
  "send-mail": "Sends emails that are due",
  "send-refunds": "Sends refunds to providers",
  "verify-books": "Compares the books with each other",
};
