import type { CartLine } from "@/lib/cart/types";
import { MAX_LINES, MAX_QUANTITY } from "@/lib/cart/types";
import type { Refusal } from "@/lib/checkout/cart-answer";
import { formatMoney } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Translator } from "@/messages/create-translator";

export function refusalText(refusal: Refusal, t: Translator<"cart">): string {
  if (refusal.error === "cart_full") return t("refusal.cart_full", { limit: MAX_LINES });
  if (refusal.error === "quantity_limit") return t("refusal.quantity_limit", { limit: MAX_QUANTITY });
  if (refusal.error !== "only_n_left") return t(`refusal.${refusal.error}`);
  const { left, inCart } = refusal;
  if (inCart === 0) return t("refusal.only_n_left", { left });
  return inCart >= left ? t("refusal.only_n_left_all", { left }) : t("refusal.only_n_left_some", { left, inCart });
}

/** The most serious change since this line was added; null if nothing has changed. */
export function lineTrouble(line: CartLine, t: Translator<"cart">): string | null {
  if (!line.available) return t("line.unavailable");
  if (line.sellable === 0) return t("line.soldOut");
  return line.sellable < line.quantity ? t("line.left", { count: line.sellable }) : null;
}

export function priceNews(line: CartLine, locale: Locale, t: Translator<"cart">): string | null {
  if (line.priceCents === line.seenPriceCents) return null;
  const [before, now] = [formatMoney(line.seenPriceCents, locale), formatMoney(line.priceCents, locale)];
  return t("line.priceChanged", { name: line.name, before, now });
}
