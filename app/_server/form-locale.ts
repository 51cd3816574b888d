import { z } from "zod";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/core/locales";

/** The language that a form sends in its field `locale`, because actions have no root parameter; English where it sends none. */
export const formLocale = z.enum(LOCALES).catch(DEFAULT_LOCALE);
