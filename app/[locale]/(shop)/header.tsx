import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { SHOP_NAME } from "@/lib/core/shop-name";
import { translator } from "@/messages/translator";

export type NavigationLink = { name: string; href: string };

const toolClass = "touch gap-2 hover:underline hover:underline-offset-4";

/** Notice line, categories, brand, search and cart. Menu and search are popovers, so they open without JavaScript. */
export function Header({
  locale,
  notices,
  links,
  search,
  cart,
}: {
  locale: Locale;
  notices: readonly string[];
  links: readonly NavigationLink[];
  search: ReactNode;
  cart: ReactNode;
}) {
  const t = translator(locale, "shop.header");
  return (
    <>
      <header>
        <p className="max-w-none bg-ink px-5 py-2 text-center text-xs text-linen">
          {notices.map((notice, index) => (
            <span key={notice} className={index > 0 ? "hidden before:mx-3.5 before:opacity-60 before:content-['·'] lg:inline" : ""}>
              {notice}
            </span>
          ))}
        </p>
        <div className="border-b border-linen bg-sand">
          <div className="wrap grid min-h-14 grid-cols-[minmax(max-content,1fr)_auto_1fr] items-center gap-x-2 lg:min-h-19 xl:gap-x-6">
            <div className="flex items-center gap-4">
              <button type="button" popoverTarget="menu" aria-label={t("menu")} className="touch -ml-3 w-11 justify-center xl:hidden">
                <Icon name="menu" />
              </button>
              <nav aria-label={t("main")} className="hidden xl:block">
                <ul className="flex gap-x-4 whitespace-nowrap">
                  {links.map((link) => (
                    <li key={link.href}>
                      <Link href={link.href} className="touch border-b border-transparent text-sm transition-colors hover:border-ink">
                        {link.name}
                      </Link>
                    </li>
                  ))}
                </ul>
              </nav>
            </div>
            <Link href={localePath(locale, "/")} className="touch px-3 pb-1 font-serif text-2xl leading-none tracking-[-0.03em]">
              {SHOP_NAME}
            </Link>
            <div className="flex items-center justify-end gap-3 text-sm lg:gap-6">
              <button type="button" popoverTarget="search-panel" className={`${toolClass} justify-center max-lg:w-11`}>
                <Icon name="search" />
                <span className="max-lg:sr-only">{t("search")}</span>
              </button>
              {cart}
            </div>
          </div>
        </div>
      </header>
      <nav
        id="menu"
        popover="auto"
        aria-label={t("menu")}
        className="m-0 h-dvh max-h-none w-full max-w-sm border-0 bg-sand px-5 py-2 backdrop:bg-ink/50"
      >
        <button
          type="button"
          popoverTarget="menu"
          popoverTargetAction="hide"
          aria-label={t("closeMenu")}
          className="touch -ml-3 w-11 justify-center"
        >
          <Icon name="close" />
        </button>
        <ul className="mt-4">
          {links.map((link) => (
            <li key={link.href} className="border-b border-linen-deep">
              <Link href={link.href} className="flex min-h-14 items-center font-serif text-xl">
                {link.name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <search
        id="search-panel"
        popover="auto"
        aria-label={t("searchShop")}
        className="m-0 h-auto w-full max-w-none border-0 border-b border-linen-deep bg-sand py-5 backdrop:bg-ink/50 lg:py-8"
      >
        <div className="wrap">{search}</div>
      </search>
    </>
  );
}
