import { DEFAULT_LOCALE, LOCALES } from "@/lib/core/locales";

// The pages of app/[locale]/(secure), app/admin and app/dev, which are rendered per request and need their own headers.
const PAGES = "checkout|track|withdraw";
/** Pages about one order. */
const ORDER_PAGES = "orders|track";
const others = LOCALES.filter((locale) => locale !== DEFAULT_LOCALE).join("|");

/** The paths of these pages as a regular expression, without the leading slash. proxy.ts repeats them in Next's own pattern. */
export const SECURE_PATTERN = `(?:(?:${others})/)?(?:(?:${PAGES})|(?:${ORDER_PAGES})/[^/]+)$|dev/.+$|admin(?:/.*)?$`;

const SECURE = new RegExp(`^/(?:${SECURE_PATTERN})`);
const PAYING = new RegExp(`^/(?:(?:${others})/)?(?:checkout|(?:${ORDER_PAGES})/[^/]+)$`);

/** The back office: pages for staff only. */
export const isStaffPath = (path: string) => /^\/admin(?:\/|$)/.test(path);

export const isSecurePath = (path: string) => SECURE.test(path);

/** Whether a page loads a payment provider's script. */
export const isPayingPath = (path: string) => PAYING.test(path);
