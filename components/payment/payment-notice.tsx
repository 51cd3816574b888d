"use client";

import { useMemo } from "react";
import { Notice } from "@/components/ui/notice";
import { localePath } from "@/lib/core/locale-path";
import { createTranslator } from "@/messages/create-translator";
import type { Words } from "@/messages/shape";
import type { PaymentNews } from "./use-payment";

/** Reports a payment that failed or whose outcome is unknown; the order still exists. */
export function PaymentNotice({
  news,
  method,
  linkToOrder = false,
  words,
}: {
  news: PaymentNews | null;
  /** The name of the attempted method. */
  method: string;
  linkToOrder?: boolean;
  words: Words<"payment">;
}) {
  const t = useMemo(() => createTranslator(words), [words]);
  if (!news) return null;
  return (
    <Notice kind="note">
      <p>{t(`news.${news.kind}`, { method })}</p>
      {linkToOrder && (
        <p>
          {t(news.kind === "failed" ? "yourOrder" : "unpaidOrder")}{" "}
          <a href={localePath(words.locale, `/orders/${news.reference}`)} className="text-link touch figures">
            {news.reference}
          </a>
        </p>
      )}
    </Notice>
  );
}
