import type { Locale } from "@/lib/core/locales";
import { createTranslator, type Translator } from "./create-translator";
import { messagesOf } from "./locales";
import type { Room, Words } from "./shape";

const translators = new Map<string, unknown>();

/** The translator of one room: `translator("en", "cart")`. Cached per room and language, as it parses each message once. */
export function translator<R extends Room>(locale: Locale, room: R): Translator<R>;
export function translator(locale: Locale, room: Room): unknown {
  const key = `${locale} ${room}`;
  const known = translators.get(key);
  if (known) return known;
  const created = createTranslator(wordsOf(locale, room));
  translators.set(key, created);
  return created;
}

/** The words of one room, for a client component. */
export function wordsOf<R extends Room>(locale: Locale, room: R): Words<R>;
export function wordsOf(locale: Locale, room: Room): unknown {
  const messages = room.split(".").reduce((part: object, key) => Object(Reflect.get(part, key)), messagesOf(locale));
  return { locale, room, messages };
}
