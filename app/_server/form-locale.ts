import { z } from "zod";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/core/locales";

/** The language from a form's `locale` field, because actions have no root parameter; English if there is none. */
export const formLocale = z.enum(LOCALES).catch(DEFAULT_LOCALE);
