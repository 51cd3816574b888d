import type { ReactNode } from "react";
import type { ProductCard as Card } from "@/lib/catalog/types";
import type { Locale } from "@/lib/core/locales";
import { ProductCard } from "./product-card";

const layouts = {
  four: { list: "lg:grid-cols-4", sizes: "(min-width: 1440px) 314px, (min-width: 900px) 23vw, 46vw" },
  three: { list: "lg:grid-cols-3 lg:gap-y-12", sizes: "(min-width: 1440px) 336px, (min-width: 900px) 25vw, 46vw" },
};

/** Products in two columns on phones, three beside filters, four elsewhere. `tile` is a wide one after the sixth product. */
export function ProductGrid({
  locale,
  cards,
  columns,
  heading = "h2",
  priorityCount = 0,
  tile,
}: {
  locale: Locale;
  cards: readonly Card[];
  columns: keyof typeof layouts;
  heading?: "h2" | "h3";
  priorityCount?: number;
  tile?: ReactNode;
}) {
  const { list, sizes } = layouts[columns];
  const draw = (card: Card, index: number) => (
    <ProductCard key={card.id} locale={locale} card={card} sizes={sizes} heading={heading} priority={index < priorityCount} />
  );
  return (
    <ul className={`grid grid-flow-row-dense grid-cols-2 gap-x-4 gap-y-8 md:gap-x-6 ${list}`}>
      {cards.slice(0, 7).map(draw)}
      {tile}
      {cards.slice(7).map((card, index) => draw(card, index + 7))}
    </ul>
  );
}
