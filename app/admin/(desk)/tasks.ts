import { formatDate, formatDateTime, formatMoney } from "@/lib/core/format";
import type { ShopStatus } from "@/lib/operations/status";
import { lastRefundDay } from "@/lib/orders/return-period";
import { common } from "@/messages/en/common";
import { ALERT_WORDS } from "./alert-words";

type Entry = { key: string; reference: string | null; words: string };

export type Task = {
  count: number;
  title: string;
  detail: string;
  /** `now`: money or trust is at stake; `soon`: somebody waits; `later`: it waits for others. */
  urgency: "now" | "soon" | "later";
  entries: Entry[];
};

/** What waits for staff, most urgent first, without what has nothing waiting. */
export function tasksOf(status: ShopStatus): Task[] {
  return [...ofMoney(status), ...ofOrders(status), ...ofMachinery(status)].filter(({ count }) => count > 0);
}

const since = (time: Date | null | undefined) => (time ? `since ${formatDateTime(time, "en")}` : "");

const joined = (...parts: readonly (string | null | undefined | false)[]) => parts.filter(Boolean).join(" · ");

/** A task whose list shows its first rows only. */
function task(
  title: string,
  urgency: Task["urgency"],
  { total, first }: { total: number; first: readonly (Omit<Entry, "key"> & { detail?: string })[] },
): Task {
  const entries = first.map(({ reference, words }, index) => ({ key: `${reference ?? ""}${index}`, reference, words }));
  return { count: total, title, urgency, detail: first[0]?.detail ?? "", entries };
}

const whole = <Row>(rows: readonly Row[]) => ({ total: rows.length, first: rows });

function mapped<Row>(
  { total, first }: { total: number; first: readonly Row[] },
  describe: (row: Row) => Omit<Entry, "key"> & { detail?: string },
) {
  return { total, first: first.map(describe) };
}

function ofMoney({ alerts, review, refunds, work }: ShopStatus): Task[] {
  return [
    task(
      "Alerts to look at",
      "now",
      mapped(alerts, ({ kind, reference, createdAt }) => ({
        reference,
        words: joined(ALERT_WORDS[kind], formatDateTime(createdAt, "en")),
        detail: ALERT_WORDS[kind],
      })),
    ),
    task(
      "Payments whose amount differs",
      "now",
      mapped(whole(review), ({ reference, amountCents, orderTotalCents }) => {
        const words = `paid ${formatMoney(amountCents, "en")}, the order says ${formatMoney(orderTotalCents, "en")}`;
        return { reference, words, detail: `${reference}: ${words}` };
      }),
    ),
    task(
      "Refunds under way or failed",
      refunds.some(({ status }) => status === "failed") ? "now" : "later",
      mapped(whole(refunds), ({ reference, amountCents, status, lastError, createdAt }) => ({
        reference,
        words: joined(formatMoney(amountCents, "en"), status, lastError, formatDateTime(createdAt, "en")),
      })),
    ),
    task(
      "Refunds to transfer",
      "soon",
      mapped(work.toTransfer, ({ reference, amountCents, iban, transferFrom }) => ({
        reference,
        words: joined(
          formatMoney(amountCents, "en"),
          iban ? "" : "the customer has named no account yet",
          transferFrom && `from ${formatDateTime(transferFrom, "en")}`,
        ),
      })),
    ),
  ];
}

function ofOrders({ work: { toPack, returns, owed, underpaid, transfers }, overdueHolds }: ShopStatus): Task[] {
  return [
    task(
      "Orders to pack",
      "soon",
      mapped(toPack, ({ reference, confirmedAt, partlySent, disputed }) => ({
        reference,
        words: joined(since(confirmedAt), partlySent && "partly shipped", disputed && "its payment is disputed"),
        detail: confirmedAt ? `the oldest ${since(confirmedAt)}` : "",
      })),
    ),
    task(
      "Returns to decide or refund",
      "soon",
      mapped(returns, ({ reference, kind, status, requestedAt }) => ({
        reference,
        words: joined(
          kind,
          status,
          `requested on ${formatDate(requestedAt, "en")}`,
          kind === "withdrawal" && `refund by ${formatDate(new Date(`${lastRefundDay(requestedAt)}T12:00:00Z`), "en")}`,
        ),
        detail: `the oldest of ${formatDate(requestedAt, "en")}`,
      })),
    ),
    task(
      "Orders confirmed but not paid",
      "later",
      mapped(owed, ({ reference, paymentMethod, dueCents, confirmedAt }) => ({
        reference,
        words: joined(`${formatMoney(dueCents, "en")} owed`, methodName(paymentMethod), since(confirmedAt)),
      })),
    ),
    task(
      "Orders not paid in full",
      "soon",
      mapped(underpaid, ({ reference, totalCents, receivedCents, expiresAt }) => ({
        reference,
        words: joined(
          `paid ${formatMoney(receivedCents, "en")} of ${formatMoney(totalCents, "en")}`,
          expiresAt && `held until ${formatDateTime(expiresAt, "en")}`,
        ),
      })),
    ),
    task(
      "Transfers expected",
      "later",
      mapped(transfers, ({ reference, totalCents, expiresAt }) => ({
        reference,
        words: joined(formatMoney(totalCents, "en"), expiresAt && `held until ${formatDateTime(expiresAt, "en")}`),
      })),
    ),
    task(
      "Holds that should have ended",
      "now",
      mapped(whole(overdueHolds), ({ reference, expiresAt }) => ({ reference, words: since(expiresAt), detail: "are the jobs running?" })),
    ),
  ];
}

function ofMachinery({ mail, events, off }: ShopStatus): Task[] {
  return [
    task(
      "Mails that could not be sent",
      "now",
      mapped(whole(mail.failed), ({ kind, reference, lastError, failedAt }) => ({
        reference,
        words: joined(kind.replaceAll("_", " "), lastError, failedAt && formatDateTime(failedAt, "en")),
      })),
    ),
    task(
      "Webhooks that could not be applied yet",
      "soon",
      mapped(whole(events), ({ provider, type, tries, lastError, receivedAt }) => ({
        reference: null,
        words: joined(provider, type, `${tries} tries`, lastError, formatDateTime(receivedAt, "en")),
      })),
    ),
    task(
      "Features that are off",
      "later",
      mapped(whole(off), ({ what, variables, settings }) => ({
        reference: null,
        words: joined(
          OFF_WORDS[what],
          variables.length > 0 && `set ${variables.join(", ")}`,
          settings.length > 0 && `setting ${settings.join(", ")}`,
        ),
      })),
    ),
  ];
}

const OFF_WORDS = { ...common.paymentMethod, mail: "Mail", invoice: "Lawful invoices" } as const;

const METHOD_NAMES: Readonly<Record<string, string>> = common.paymentMethod;

const methodName = (method: string) => METHOD_NAMES[method] ?? method;
