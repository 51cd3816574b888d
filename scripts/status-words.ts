import { formatDate, formatDateTime, formatIban, formatMoney } from "@/lib/core/format";
import { LONGEST_LIST, type ShopStatus } from "@/lib/operations/status";
import { common } from "@/messages/en/common";

/** The shop's status as plain text, most urgent first, without empty sections. */
export function describeStatus(status: ShopStatus): string {
  const sections = [
    section(
      `Alerts: ${status.alerts.total}`,
      status.alerts.first.map(({ kind, reference, data, createdAt }) =>
        words(formatDateTime(createdAt, "en"), kind, reference, ...Object.entries(data).map(([name, value]) => `${name} ${value}`)),
      ),
    ),
    section(
      "Payments that differ from the order's total",
      status.review.map(({ reference, provider, providerRef, amountCents, currency, orderTotalCents }) =>
        words(
          reference,
          `total ${formatMoney(orderTotalCents, "en")}`,
          `paid ${(amountCents / 100).toFixed(2)} ${currency}`,
          provider,
          providerRef,
        ),
      ),
    ),
    section(
      "Unfinished refunds",
      status.refunds.map(({ reference, amountCents, status: state, lastError, createdAt }) =>
        words(formatDateTime(createdAt, "en"), reference, formatMoney(amountCents, "en"), REFUND_WORDS[state], lastError),
      ),
    ),
    ...describeWork(status.work),
    section(
      "Webhooks that could not be applied yet",
      status.events.map(({ receivedAt, provider, type, eventId, tries, lastError }) =>
        words(formatDateTime(receivedAt, "en"), provider, type, eventId, `${tries} tries`, lastError),
      ),
    ),
    section(
      "Failed mail (npm run resend-mail -- ID sends it again)",
      status.mail.failed.map(({ id, kind, reference, tries, lastError, failedAt }) =>
        words(failedAt && formatDateTime(failedAt, "en"), kind, reference, `${tries} tries`, lastError, id),
      ),
    ),
    section("Waiting mail", [
      ...(status.mail.due > 0 ? [`${status.mail.due} due now`] : []),
      ...(status.mail.retrying > 0 ? [`${status.mail.retrying} to be tried again later`] : []),
    ]),
    section(
      "Overdue holds: are the jobs running?",
      status.overdueHolds.map(({ reference, expiresAt }) => words(reference, expiresAt && `since ${formatDateTime(expiresAt, "en")}`)),
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
  return sections.length > 0 ? sections.join("\n\n") : "Nothing is waiting for you.";
}

const REFUND_WORDS = {
  open: "not yet at the provider",
  pending: "in progress at the provider",
  to_transfer: "to be transferred",
  failed: "failed",
  succeeded: "done",
} as const;

function describeWork({ toPack, owed, returns, toTransfer, underpaid, transfers }: ShopStatus["work"]): string[] {
  return [
    section(
      `Orders to pack: ${toPack.total}`,
      toPack.first.map(({ reference, confirmedAt, partlySent, disputed }) =>
        words(
          reference,
          confirmedAt && `since ${formatDateTime(confirmedAt, "en")}`,
          partlySent && "partly sent",
          disputed && "its payment is disputed",
        ),
      ),
    ),
    section(
      `Orders confirmed but not paid: ${owed.total}`,
      owed.first.map(({ reference, paymentMethod, status, dueCents, confirmedAt }) =>
        words(
          reference,
          `${formatMoney(dueCents, "en")} owed`,
          paymentMethod.replaceAll("_", " "),
          status,
          confirmedAt && `since ${formatDateTime(confirmedAt, "en")}`,
        ),
      ),
    ),
    section(
      `Returns: ${returns.total}`,
      returns.first.map(({ reference, kind, status, requestedAt }) =>
        words(
          reference,
          kind,
          RETURN_WORDS[status],
          `requested on ${formatDateTime(requestedAt, "en")}`,
          kind === "withdrawal" && `refund by ${formatDate(new Date(requestedAt.getTime() + REFUND_PERIOD_MS), "en")}`,
        ),
      ),
    ),
    section(
      `Refunds to transfer: ${toTransfer.total}`,
      toTransfer.first.map(({ reference, amountCents, iban, transferFrom }) =>
        words(
          reference,
          formatMoney(amountCents, "en"),
          iban ? `to ${formatIban(iban)}` : "the customer has named no account yet",
          transferFrom && `from ${formatDateTime(transferFrom, "en")}`,
        ),
      ),
    ),
    section(
      `Orders not paid in full: ${underpaid.total}`,
      underpaid.first.map(({ reference, totalCents, receivedCents, expiresAt }) =>
        words(
          reference,
          `total ${formatMoney(totalCents, "en")}`,
          `paid ${formatMoney(receivedCents, "en")}`,
          expiresAt && `held until ${formatDateTime(expiresAt, "en")}`,
        ),
      ),
    ),
    section(
      `Expected transfers: ${transfers.total}`,
      transfers.first.map(({ reference, totalCents, expiresAt }) =>
        words(reference, formatMoney(totalCents, "en"), expiresAt && `held until ${formatDateTime(expiresAt, "en")}`),
      ),
    ),
  ];
}

/** Directive 2011/83/EU, Art. 13(1): from the day of the withdrawal. */
const REFUND_PERIOD_MS = 14 * 86_400_000;

const RETURN_WORDS = {
  requested: "to be decided",
  approved: "goods on their way",
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
  const more = lines.length === LONGEST_LIST ? ["  … these are the first, there may be more"] : [];
  return [title, ...lines.map((line) => `  ${line}`), ...more].join("\n");
}

function words(...parts: readonly (string | null | false)[]): string {
  return parts.filter(Boolean).join(" · ");
}
