import { pageLocale } from "@/app/_server/locale";
import { LinkButton } from "@/components/ui/button";
import { localePath } from "@/lib/core/locale-path";
import { translator } from "@/messages/translator";

export default async function NotFound() {
  const locale = await pageLocale();
  const t = translator(locale, "errors.missing");
  return (
    <div className="wrap grid justify-items-start gap-5 py-24">
      <h1>{t("title")}</h1>
      <p className="text-stone">{t("product")}</p>
      <LinkButton href={localePath(locale, "/")}>{t("home")}</LinkButton>
    </div>
  );
}
