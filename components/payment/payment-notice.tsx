"use client";

import { Notice } from "@/components/ui/notice";
import type { PaymentNews } from "./use-payment";

const WORDS = {
  declined: "The card was not charged. Check it and try again, or take another card or another way to pay.",
  closed: "You closed PayPal before paying. Nothing was taken.",
  failed: "We could not hear how this ended. Your order shows whether it is paid: please look there before you try again.",
} as const;

/** A try that came to nothing: the order is still there. */
export function PaymentNotice({ news, linkToOrder = false }: { news: PaymentNews | null; linkToOrder?: boolean }) {
  if (!news) return null;
  return (
    <Notice kind="note">
      <p>{WORDS[news.kind]}</p>
      {linkToOrder && (
        <p>
          {news.kind === "failed" ? "Your order:" : "Your order is kept, not paid yet:"}{" "}
          <a href={`/orders/${news.reference}`} className="text-link touch figures">
            {news.reference}
          </a>
        </p>
      )}
    </Notice>
  );
}
