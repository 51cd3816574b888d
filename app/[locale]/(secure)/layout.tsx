import type { Metadata } from "next";
import Link from "next/link";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { localeParams, pageLocale } from "@/app/_server/locale";
import { fontVariables } from "@/app/fonts";
import "@/app/theme.css";
import { ErrorWordsProvider } from "@/components/ui/broken-page";
import { Icon } from "@/components/ui/icon";
import { SkipLink } from "@/components/ui/skip-link";
import { localePath } from "@/lib/core/locale-path";
import { SHOP_NAME } from "@/lib/core/shop-name";
import { translator, wordsOf } from "@/messages/translator";

// Every page here is rendered per request, because each has its own nonce.
export const instant = false;

export const metadata: Metadata = {
  title: { default: SHOP_NAME, template: `%s · ${SHOP_NAME}` },
  robots: { index: false, follow: false },
};

export const generateStaticParams = localeParams;

export default async function SecureLayout({ children }: { children: ReactNode }) {
  await connection();
  const locale = await pageLocale();
  const t = translator(locale, "secure");
  return (
    <html lang={locale} className={fontVariables}>
      <body>
        <SkipLink label={translator(locale, "shop")("skip")} />
        <header className="border-b border-linen-deep">
          <div className="wrap grid min-h-14 grid-cols-[1fr_auto_1fr] items-center lg:min-h-19">
            <Link
              href={localePath(locale, "/")}
              className="touch text-xs text-stone hover:text-ink hover:underline hover:underline-offset-4"
            >
              {t.rich("back", { wide: (words) => <span className="max-lg:sr-only">{words}</span> })}
            </Link>
            <Link href={localePath(locale, "/")} className="touch px-3 pb-1 font-serif text-2xl leading-none tracking-[-0.03em]">
              {SHOP_NAME}
            </Link>
            <p className="flex items-center justify-end gap-2 text-xs text-stone">
              <Icon name="lock" />
              <span className="max-lg:sr-only">{t("encrypted")}</span>
            </p>
          </div>
        </header>
        <main id="main">
          <ErrorWordsProvider words={wordsOf(locale, "errors.broken").messages}>{children}</ErrorWordsProvider>
        </main>
        <footer className="wrap flex flex-wrap gap-x-6 gap-y-2 pt-12 pb-8 text-xs text-stone">
          {[
            { href: "/pages/terms", name: t("footer.terms") },
            { href: "/pages/privacy", name: t("footer.privacy") },
            { href: "/pages/returns", name: t("footer.returns") },
            { href: "/track", name: t("footer.track") },
            { href: "/withdraw", name: t("footer.withdraw") },
          ].map(({ href, name }) => (
            <Link key={href} href={localePath(locale, href)} className="touch hover:text-ink hover:underline hover:underline-offset-4">
              {name}
            </Link>
          ))}
        </footer>
      </body>
    </html>
  );
}
