/** Every language that the shop speaks. A new one is an entry here, a folder of messages and a line in messages/locales.ts. */
export const LOCALES = ["en", "en-XA"] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = "en";

/** English between marks, with Croatian formats: a fixed word or format stands out in tests. No real shop offers it. */
export const PSEUDO_LOCALE: Locale = "en-XA";

/** Whose rules write amounts, dates, lists and countries. */
export const REGIONAL_FORMATS = { en: "en-GB", "en-XA": "hr-HR" } as const satisfies Record<Locale, string>;
