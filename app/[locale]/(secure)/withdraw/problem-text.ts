import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";
import type { Problem } from "./draft";

/** What is wrong with a field or with the whole declaration, and what to do. */
export function problemText(problem: Problem, locale: Locale): string {
  return problem === "rate_limited" ? translator(locale, "common")("rateLimited") : translator(locale, "withdraw.problems")(problem);
}
