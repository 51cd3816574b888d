import { formatNumber } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import { ArrowLink } from "./arrow-link";

/** The page numbers around the current page, the first and the last. */
function nearby(page: number, pages: number): (number | "gap")[] {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((number) => number >= 1 && number <= pages)
    .toSorted((a, b) => a - b);
  return shown.flatMap((number, index) => (index > 0 && number - (shown[index - 1] ?? 0) > 1 ? (["gap", number] as const) : [number]));
}

export function Pager({
  locale,
  page,
  pages,
  from,
  to,
  total,
  hrefOf,
}: {
  locale: Locale;
  page: number;
  pages: number;
  from: number;
  to: number;
  total: number;
  hrefOf: (page: number) => string;
}) {
  const t = translator(locale, "catalog.list");
  return (
    <nav
      aria-label={t("pages")}
      className="figures mt-12 flex flex-wrap items-center justify-between gap-4 border-t border-linen-deep pt-5 text-sm"
    >
      <span className="text-stone max-sm:basis-full">
        {t("range", { from: formatNumber(from, locale), to: formatNumber(to, locale), total: formatNumber(total, locale) })}
      </span>
      {pages > 1 && (
        <ol className="flex gap-1">
          {nearby(page, pages).map((number, index) =>
            number === "gap" ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: at most two gaps, whose order never changes
              <li key={`gap-${index}`} className="grid size-11 place-items-center text-stone">
                …
              </li>
            ) : (
              <li key={number}>
                <a
                  href={hrefOf(number)}
                  aria-current={number === page ? "page" : undefined}
                  aria-label={t("page", { number: String(number) })}
                  className="grid size-11 place-items-center rounded-md hover:bg-linen aria-[current]:bg-ink aria-[current]:text-paper"
                >
                  {number}
                </a>
              </li>
            ),
          )}
        </ol>
      )}
      {page < pages && (
        <ArrowLink plain href={hrefOf(page + 1)}>
          {t("nextPage")}
        </ArrowLink>
      )}
    </nav>
  );
}
