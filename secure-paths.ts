import { DEFAULT_LOCALE, LOCALES } from "@/lib/core/locales";

// The pages of app/[locale]/(secure) and of app/dev, which are made for each request and need headers of their own.
const PAGES = "checkout|track|withdraw";
/** Pages about one order. */
const ORDER_PAGES = "orders|track";
const others = LOCALES.filter((locale) => locale !== DEFAULT_LOCALE).join("|");

/** Their paths as a regular expression, without the slash they begin with. proxy.ts repeats them in Next's own pattern. */
export const SECURE_PATTERN = `(?:(?:${others})/)?(?:(?:${PAGES})|(?:${ORDER_PAGES})/[^/]+)$|dev/.+$`;

const SECURE = new RegExp(`^/(?:${SECURE_PATTERN})`);
const PAYING = new RegExp(`^/(?:(?:${others})/)?(?:checkout|(?:${ORDER_PAGES})/[^/]+)$`);

export const isSecurePath = (path: string) => SECURE.test(path);

/** Pages that load a payment provider's script. */
export const isPayingPath = (path: string) => PAYING.test(path);
