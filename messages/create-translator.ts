import { createTranslator as createIntlTranslator } from "use-intl/core";
import { TIME_ZONE } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { English, Room, Words } from "./shape";

/** `t("remove")`, `t("items", { count })`, `t.rich("terms", { link: … })`, with the keys and arguments of the English messages. */
export type Translator<R extends Room> = ReturnType<typeof createIntlTranslator<English, R>>;

/** The translator of one room, for a client component that received its words; on the server see `translator`. */
export function createTranslator<R extends Room>(words: Words<R>): Translator<R>;
export function createTranslator({ locale, messages }: { locale: Locale; messages: object }): unknown {
  return createIntlTranslator({
    locale,
    messages,
    timeZone: TIME_ZONE,
    onError: (error) => {
      throw error;
    },
  });
}
