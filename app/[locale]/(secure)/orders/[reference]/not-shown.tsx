import { LinkButton } from "@/components/ui/button";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { translator } from "@/messages/translator";

/** Says that an `order` can't be shown here or that a `link` no longer works, and offers a new link. */
export function NotShown({ what, locale }: { what: "order" | "link"; locale: Locale }) {
  const t = translator(locale, "order.notShown");
  return (
    <div className="wrap grid justify-items-start gap-5 py-12 lg:py-16">
      <h1 className="text-3xl lg:text-4xl">{t(`${what}.title`)}</h1>
      <p>{t(`${what}.text`)}</p>
      <LinkButton href={localePath(locale, "/track")}>{t("action")}</LinkButton>
    </div>
  );
}
