import Link from "next/link";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { offeredLocales } from "@/lib/core/offered-locales";
import { SHOP_NAME } from "@/lib/core/shop-name";
import { translator } from "@/messages/translator";
import type { NavigationLink } from "./header";
import { LanguageLink } from "./language-link";

function Column({ title, links }: { title: string; links: readonly NavigationLink[] }) {
  if (links.length === 0) return null;
  return (
    <nav aria-label={title}>
      <h2 className="mb-2 font-sans text-base font-semibold tracking-normal">{title}</h2>
      <ul>
        {links.map((link) => (
          <li key={link.href}>
            <Link href={link.href} className="touch text-stone hover:text-ink hover:underline hover:underline-offset-4">
              {link.name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Footer({
  locale,
  shop,
  help,
  legal,
  company,
}: {
  locale: Locale;
  shop: readonly NavigationLink[];
  help: readonly NavigationLink[];
  legal: readonly NavigationLink[];
  company: string;
}) {
  const t = translator(locale, "shop");
  return (
    <footer className="mt-24 bg-linen pt-16 pb-8">
      <div className="wrap">
        <div className="grid grid-cols-2 gap-x-4 gap-y-8 lg:grid-cols-[2fr_1fr_1fr_1fr] lg:gap-x-12">
          <div className="max-lg:col-span-2">
            <p className="font-serif text-2xl">{SHOP_NAME}</p>
            <p className="mt-2 max-w-[40ch] text-stone">{t("description")}</p>
          </div>
          <Column title={t("footer.shop")} links={shop} />
          <Column title={t("footer.help")} links={help} />
          <Column title={t("footer.legal")} links={legal} />
        </div>
        <div className="mt-12 flex flex-wrap justify-between gap-x-8 gap-y-2 border-t border-linen-deep pt-6 text-xs text-stone">
          <span>{company}</span>
          <Link
            href={localePath(locale, "/withdraw")}
            prefetch={false}
            className="touch -my-3 text-sm text-ink underline underline-offset-4 hover:text-clay"
          >
            {t("footer.withdraw")}
          </Link>
          <span>{t("header.vat")}</span>
          {offeredLocales()
            .filter((each) => each !== locale)
            .map((each) => (
              <LanguageLink
                key={each}
                locale={each}
                name={new Intl.DisplayNames(each, { type: "language" }).of(each) ?? each}
                home={localePath(each, "/")}
                ownHome={localePath(locale, "/")}
              />
            ))}
        </div>
      </div>
    </footer>
  );
}
