import { groupIban } from "@/lib/bank-slips/group-iban";
import { formatDate, formatTime } from "@/lib/core/dates";
import { formatCents } from "@/lib/core/money";
import { LONGEST_LIST, type ShopStatus } from "@/lib/operations/status";
import { common } from "@/messages/en/common";

/** The shop's status as plain text, the most urgent first; parts with nothing to tell are left out. */
export function describeStatus(status: ShopStatus): string {
  const sections = [
    section(
      `Look at: ${status.alerts.total}`,
      status.alerts.first.map(({ kind, reference, data, createdAt }) =>
        words(formatTime(createdAt), kind, reference, ...Object.entries(data).map(([name, value]) => `${name} ${value}`)),
      ),
    ),
    section(
      "Payments that are not what the order costs",
      status.review.map(({ reference, provider, providerRef, amountCents, currency, orderTotalCents }) =>
        words(
          reference,
          `costs ${formatCents(orderTotalCents)}`,
          `got ${(amountCents / 100).toFixed(2)} ${currency}`,
          provider,
          providerRef,
        ),
      ),
    ),
    section(
      "Refunds that are not done",
      status.refunds.map(({ reference, amountCents, status: state, lastError, createdAt }) =>
        words(formatTime(createdAt), reference, formatCents(amountCents), REFUND_WORDS[state], lastError),
      ),
    ),
    ...describeWork(status.work),
    section(
      "Webhooks that could not be applied yet",
      status.events.map(({ receivedAt, provider, type, eventId, tries, lastError }) =>
        words(formatTime(receivedAt), provider, type, eventId, `${tries} tries`, lastError),
      ),
    ),
    section(
      "Mail that failed (npm run resend-mail -- ID sends it anew)",
      status.mail.failed.map(({ id, kind, reference, tries, lastError, failedAt }) =>
        words(failedAt && formatTime(failedAt), kind, reference, `${tries} tries`, lastError, id),
      ),
    ),
    section("Mail that waits", [
      ...(status.mail.due > 0 ? [`${status.mail.due} due now`] : []),
      ...(status.mail.retrying > 0 ? [`${status.mail.retrying} to be tried again later`] : []),
    ]),
    section(
      "Holds over their time: are the jobs run?",
      status.overdueHolds.map(({ reference, expiresAt }) => words(reference, expiresAt && `since ${formatTime(expiresAt)}`)),
    ),
    section(
      "Off",
      status.off.map(({ what, variables, settings }) =>
        words(
          OFF_WORDS[what],
          variables.length > 0 && `set ${variables.join(", ")}`,
          settings.length > 0 && `setting ${settings.join(", ")}`,
        ),
      ),
    ),
  ].filter(Boolean);
  return sections.length > 0 ? sections.join("\n\n") : "Nothing waits for you.";
}

const REFUND_WORDS = {
  open: "not yet at the provider",
  pending: "under way at the provider",
  to_transfer: "to be transferred",
  failed: "failed",
  succeeded: "done",
} as const;

function describeWork({ toPack, returns, toTransfer, underpaid, transfers }: ShopStatus["work"]): string[] {
  return [
    section(
      `Orders to pack: ${toPack.total}`,
      toPack.first.map(({ reference, confirmedAt, partlySent }) =>
        words(reference, confirmedAt && `since ${formatTime(confirmedAt)}`, partlySent && "partly sent"),
      ),
    ),
    section(
      `Returns: ${returns.total}`,
      returns.first.map(({ reference, kind, status, requestedAt }) =>
        words(
          reference,
          kind,
          RETURN_WORDS[status],
          `asked for on ${formatTime(requestedAt)}`,
          kind === "withdrawal" && `money back by ${formatDate(new Date(requestedAt.getTime() + MONEY_BACK_MS))}`,
        ),
      ),
    ),
    section(
      `Refunds to transfer: ${toTransfer.total}`,
      toTransfer.first.map(({ reference, amountCents, iban }) =>
        words(reference, formatCents(amountCents), iban ? `to ${groupIban(iban)}` : "the customer has named no account yet"),
      ),
    ),
    section(
      `Orders that were not paid in full: ${underpaid.total}`,
      underpaid.first.map(({ reference, totalCents, receivedCents, expiresAt }) =>
        words(
          reference,
          `costs ${formatCents(totalCents)}`,
          `got ${formatCents(receivedCents)}`,
          expiresAt && `held until ${formatTime(expiresAt)}`,
        ),
      ),
    ),
    section(
      `Transfers awaited: ${transfers.total}`,
      transfers.first.map(({ reference, totalCents, expiresAt }) =>
        words(reference, formatCents(totalCents), expiresAt && `held until ${formatTime(expiresAt)}`),
      ),
    ),
  ];
}

/** Directive 2011/83/EU, Art. 13(1): from the day of the withdrawal. */
const MONEY_BACK_MS = 14 * 86_400_000;

const RETURN_WORDS = {
  requested: "to be decided",
  approved: "goods to come",
  received: "to be refunded",
  refunded: "refunded",
  rejected: "rejected",
  closed: "closed",
} as const;

const OFF_WORDS = {
  ...common.paymentMethod,
  mail: "Mail",
  invoice: "Lawful invoices",
} as const;

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const more = lines.length === LONGEST_LIST ? ["  … perhaps more: these are the first"] : [];
  return [title, ...lines.map((line) => `  ${line}`), ...more].join("\n");
}

function words(...parts: readonly (string | null | false)[]): string {
  return parts.filter(Boolean).join(" · ");
}
