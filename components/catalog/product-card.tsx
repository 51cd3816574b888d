import Link from "next/link";
import { Picture } from "@/components/ui/picture";
import { Price } from "@/components/ui/price";
import type { ProductCard as Card, ColorDot } from "@/lib/catalog/types";
import { formatPercent } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import { Swatch } from "./swatch";

const MOST_DOTS = 5;

/** One product in a grid; the whole card links to it. `heading` keeps the page's heading levels in order. */
export function ProductCard({ locale, card, sizes, priority = false, heading: Heading = "h2" }: CardProps) {
  return (
    <li className="group relative grid content-start gap-0.5">
      <div className="relative mb-2.5 aspect-4/5 overflow-hidden rounded-md bg-linen">
        {card.picture && (
          <Picture
            picture={card.picture}
            sizes={sizes}
            priority={priority}
            className="h-full object-cover transition-[scale] duration-300 group-hover:scale-[1.025]"
          />
        )}
        <Tag card={card} locale={locale} />
      </div>
      <Heading className="font-sans text-base font-medium tracking-normal text-wrap">
        <Link
          href={localePath(locale, `/products/${card.slug}${card.color ? `?color=${card.color}` : ""}`)}
          className="after:absolute after:inset-0"
        >
          {card.name}
        </Link>
      </Heading>
      {card.subtitle && <p className="text-sm text-stone">{card.subtitle}</p>}
      <div className="mt-1 flex items-start justify-between gap-x-3 gap-y-1.5 text-sm max-sm:flex-col">
        <Price locale={locale} price={card.price} salePrice={card.salePrice} lowest={card.lowest} from={card.from} />
        <Dots colors={card.colors} locale={locale} />
      </div>
    </li>
  );
}

export type CardProps = { locale: Locale; card: Card; sizes: string; priority?: boolean; heading?: "h2" | "h3" };

function Tag({ card, locale }: { card: Card; locale: Locale }) {
  const t = translator(locale, "catalog.card");
  const base = "absolute top-3 left-3 rounded-xs px-2 py-0.5 text-xs font-medium";
  if (card.sellable <= 0) return <span className={`${base} bg-linen text-ink`}>{t("soldOut")}</span>;
  if (card.percentOff > 0)
    return (
      <span className={`${base} figures bg-clay text-paper`}>
        {t("percentOff", { percent: formatPercent(card.percentOff * 100, locale) })}
      </span>
    );
  return card.isNew ? <span className={`${base} bg-paper`}>{t("new")}</span> : null;
}

function Dots({ colors, locale }: { colors: readonly ColorDot[]; locale: Locale }) {
  if (colors.length === 0) return null;
  const names = colors.map((color) => color.name).join(", ");
  return (
    <span
      role="img"
      aria-label={translator(locale, "catalog.card")("colors", { count: colors.length, names })}
      className="flex items-center gap-[5px] pt-1"
    >
      {colors.slice(0, MOST_DOTS).map((color) => (
        <Swatch key={color.slug} color={color.swatch} />
      ))}
      {colors.length > MOST_DOTS && <span className="figures text-xs text-stone">+{colors.length - MOST_DOTS}</span>}
    </span>
  );
}
