import type { Locale } from "@/lib/core/locales";
import { en } from "./en/messages";
import { pseudoMessages } from "./pseudo";
import type { Matching, Messages } from "./shape";

/** The messages of each language. */
const LOADERS: Record<Locale, () => Messages> = {
  en: () => complete(en),
  "en-XA": () => pseudoMessages<Messages>(en),
};

const loaded = new Map<Locale, Messages>();

export function messagesOf(locale: Locale): Messages {
  const known = loaded.get(locale);
  if (known) return known;
  const messages = LOADERS[locale]();
  loaded.set(locale, messages);
  return messages;
}

/** Returns a language's messages. A missing or surplus key, or an argument that differs from English, is a type error. */
export function complete<const T extends Messages>(messages: T & Matching<T>): Messages {
  return messages;
}
