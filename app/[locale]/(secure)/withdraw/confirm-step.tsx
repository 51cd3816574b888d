import { Button } from "@/components/ui/button";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import type { ReturnableLine } from "@/lib/returns/queries";
import { translator } from "@/messages/translator";
import { confirm } from "./actions";
import { ChosenLines } from "./chosen-lines";
import { Declarant } from "./declarant";
import type { Draft } from "./draft";

/** Shows the whole declaration again, with the button that makes it. */
export function ConfirmStep({ draft, lines, locale }: { draft: Draft; lines: readonly ReturnableLine[]; locale: Locale }) {
  const t = translator(locale, "withdraw");
  const chosen = lines.map((line) => ({ ...line, quantity: draft.quantities[line.position] ?? 0 })).filter(({ quantity }) => quantity > 0);
  return (
    <>
      <h1 className="text-3xl lg:text-4xl">{t(`kinds.${draft.kind}.title`)}</h1>
      <p>{t(`kinds.${draft.kind}.review`)}</p>
      <Declarant
        rows={[
          { name: t("rows.name"), content: draft.name },
          { name: t("rows.order"), content: <span className="figures">{draft.reference}</span> },
          { name: t("rows.email"), content: draft.email },
          ...(draft.reason ? [{ name: t("rows.reason"), content: <span className="whitespace-pre-line">{draft.reason}</span> }] : []),
        ]}
      />
      <ChosenLines lines={chosen} locale={locale} />
      <form action={confirm} className="flex flex-wrap items-center gap-x-8 gap-y-2">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="id" value={draft.id} />
        <Button type="submit" look="clay">
          {t(`kinds.${draft.kind}.confirm`)}
        </Button>
        <a href={localePath(locale, "/withdraw?step=items")} className="text-link touch">
          {t("change")}
        </a>
      </form>
    </>
  );
}
