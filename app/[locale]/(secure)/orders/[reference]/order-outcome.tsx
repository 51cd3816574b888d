import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";

const CODES = ["cancelled", "too_late", "payment_open", "account_saved", "nothing_waits", "rate_limited"] as const;

export type OrderOutcome = (typeof CODES)[number];

export const isOrderOutcome = (text: unknown): text is OrderOutcome => CODES.some((code) => code === text);

/** The outcome of a form on an order's page. */
export function FlashMessage({ outcome, cancelled, locale }: { outcome: OrderOutcome; cancelled: boolean; locale: Locale }) {
  const t = translator(locale, "order.outcomes");
  // Cancelling twice, from two windows, succeeded. The address alone never makes an order look cancelled.
  if (outcome === "cancelled" && !cancelled) return null;
  const code = outcome === "too_late" && cancelled ? "cancelled" : outcome;
  return (
    <div id="outcome">
      <Notice kind={code === "cancelled" || code === "account_saved" ? "success" : "error"}>
        <p>{code === "rate_limited" ? translator(locale, "common")("rateLimited") : t(code)}</p>
      </Notice>
    </div>
  );
}
