"use client";

import { Notice } from "@/components/ui/notice";
import type { Words } from "@/messages/shape";
import type { PaymentNews } from "./use-payment";

/** A payment that failed or whose outcome is unknown; the order still exists. */
export function PaymentNotice({
  news,
  linkToOrder = false,
  words: { messages },
}: {
  news: PaymentNews | null;
  linkToOrder?: boolean;
  words: Words<"payment">;
}) {
  if (!news) return null;
  return (
    <Notice kind="note">
      <p>{messages.news[news.kind]}</p>
      {linkToOrder && (
        <p>
          {news.kind === "failed" ? messages.yourOrder : messages.unpaidOrder}{" "}
          <a href={`/orders/${news.reference}`} className="text-link touch figures">
            {news.reference}
          </a>
        </p>
      )}
    </Notice>
  );
}
