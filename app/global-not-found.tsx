import type { Metadata } from "next";
import { DEFAULT_LOCALE } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import { fontVariables } from "./fonts";
import "./theme.css";
import { SHOP_NAME } from "@/lib/core/shop-name";

// A URL that matches no page has no language either.
const t = translator(DEFAULT_LOCALE, "errors.missing");

export const metadata: Metadata = { title: `${t("title")} · ${SHOP_NAME}` };

export default function GlobalNotFound() {
  return (
    <html lang={DEFAULT_LOCALE} className={fontVariables}>
      <body>
        <main className="wrap grid min-h-dvh content-start justify-items-start gap-5 py-24">
          <a href="/" className="touch font-serif text-2xl tracking-[-0.03em]">
            {SHOP_NAME}
          </a>
          <h1>{t("title")}</h1>
          <p className="text-stone">{t("text")}</p>
          <a href="/" className="touch text-link">
            {t("home")}
          </a>
        </main>
      </body>
    </html>
  );
}
