import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import type { Problem } from "./draft";

/** The problem with a field or the whole declaration, and how to correct it. */
export function problemText(problem: Problem, locale: Locale): string {
  return problem === "rate_limited" ? translator(locale, "common")("rateLimited") : translator(locale, "withdraw.problems")(problem);
}
