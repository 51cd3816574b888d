/** The languages of the shop. A new one needs an entry here, a folder of messages and a line in messages/locales.ts. */
export const LOCALES = ["en", "en-XA"] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = "en";

/** English text between marks, with Croatian formats, so tests can detect a fixed word or format. No real shop offers it. */
export const PSEUDO_LOCALE: Locale = "en-XA";

/** The locales whose rules format amounts, dates, lists and countries. */
export const REGIONAL_FORMATS = { en: "en-GB", "en-XA": "hr-HR" } as const satisfies Record<Locale, string>;
