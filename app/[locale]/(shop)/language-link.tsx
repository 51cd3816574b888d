"use client";

import type { Locale } from "@/lib/core/locales";

/** Links to the same page in another language, or to the home page without script. A plain anchor, as it loads another document. */
export function LanguageLink({ locale, name, home, ownHome }: { locale: Locale; name: string; home: string; ownHome: string }) {
  return (
    <a
      href={home}
      hrefLang={locale}
      lang={locale}
      className="touch text-ink hover:underline hover:underline-offset-4"
      onClick={({ currentTarget }) => {
        const page = location.pathname.slice(ownHome === "/" ? 0 : ownHome.length);
        currentTarget.href = `${home === "/" ? "" : home}${page === "/" ? "" : page}${location.search}` || "/";
      }}
    >
      {name}
    </a>
  );
}
