import type { OrderAccess } from "@/app/_server/session";
import { AccessFields } from "@/app/[locale]/(secure)/orders/[reference]/access-fields";
import { Button } from "@/components/ui/button";
import { Field, Select, TextArea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { formatOptions } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Returnability, ReturnableLine } from "@/lib/returns/queries";
import { translator } from "@/messages/translator";
import { chooseItems } from "./actions";
import { Declarant } from "./declarant";
import type { Draft, Kind, Problem } from "./draft";
import { problemText } from "./problem-text";

/** Asks for the items and the reason; a withdrawal needs none. */
export function ItemsStep({
  kind,
  formValues,
  access,
  problem,
  open,
  lines,
  locale,
}: {
  kind: Kind;
  formValues: Pick<Draft, "name" | "reference" | "email" | "quantities" | "reason">;
  /** The access that the order's page used; null if the draft itself gives access. */
  access: OrderAccess | null;
  problem: Problem | null;
  locale: Locale;
} & Pick<Returnability, "open" | "lines">) {
  const t = translator(locale, "withdraw");
  const refusal = refusalOf(kind, open, lines, locale);
  if (refusal) {
    return (
      <>
        <h1 className="text-3xl lg:text-4xl">{t(`kinds.${kind}.title`)}</h1>
        <Notice kind="note">
          <p>{refusal}</p>
        </Notice>
      </>
    );
  }
  const errorOf = (field: Problem) => (problem === field ? problemText(field, locale) : undefined);
  const whole = problem !== null && problem !== "name" && problem !== "reason";
  return (
    <>
      <h1 className="text-3xl lg:text-4xl">{t(`kinds.${kind}.title`)}</h1>
      {whole && (
        <div id="outcome">
          <Notice kind="error">
            <p>{problemText(problem, locale)}</p>
          </Notice>
        </div>
      )}
      <form action={chooseItems} className="grid gap-6">
        {access && <AccessFields access={access} locale={locale} />}
        {!access && <input type="hidden" name="locale" value={locale} />}
        <input type="hidden" name="kind" value={kind} />
        <Declarant
          rows={[
            { name: t("rows.order"), content: <span className="figures">{formValues.reference}</span> },
            { name: t("rows.email"), content: formValues.email },
          ]}
        />
        <Field
          label={t("fields.name")}
          name="name"
          id="name"
          autoComplete="name"
          required
          maxLength={120}
          defaultValue={formValues.name}
          error={errorOf("name")}
        />
        <fieldset className="grid">
          <legend className="mb-2 font-serif text-xl">{t(`kinds.${kind}.choose`)}</legend>
          <ul>
            {lines.map((line) => (
              <Line
                key={line.position}
                kind={kind}
                line={line}
                chosen={formValues.quantities[line.position] ?? firstChoice(lines)}
                locale={locale}
              />
            ))}
          </ul>
        </fieldset>
        <TextArea
          label={t.rich(`kinds.${kind}.reason`, {
            quiet: (words) => <span className="font-normal text-stone">{words}</span>,
          })}
          name="reason"
          id="reason"
          maxLength={1000}
          required={kind === "return"}
          defaultValue={formValues.reason}
          error={errorOf("reason")}
        />
        <Button type="submit" look="clay" className="justify-self-start">
          {t("continue")}
        </Button>
      </form>
    </>
  );
}

/** The quantity chosen at first: a single item is preselected, while of several the customer has to choose. */
function firstChoice(lines: readonly ReturnableLine[]): number {
  return lines.length === 1 && lines[0]?.left === 1 ? 1 : 0;
}

/** The reason why there is nothing to choose from; null if there is something. */
function refusalOf(kind: Kind, open: boolean, lines: readonly ReturnableLine[], locale: Locale): string | null {
  const t = translator(locale, "withdraw");
  if (!open) return t("problems.too_late");
  if (lines.every(({ left }) => left === 0)) return t("refusals.nothing_left");
  const withdrawable = lines.some(({ left, returnable }) => left > 0 && returnable);
  return kind === "withdrawal" && !withdrawable ? t("refusals.not_withdrawable") : null;
}

function Line({ kind, line, chosen, locale }: { kind: Kind; line: ReturnableLine; chosen: number; locale: Locale }) {
  const t = translator(locale, "withdraw.line");
  const { position, name, options, ordered, left, returnable } = line;
  const barred = kind === "withdrawal" && !returnable;
  return (
    <li className="grid gap-x-6 gap-y-3 border-t border-linen-deep py-4 last:border-b sm:grid-cols-[1fr_11rem] sm:items-center">
      <div>
        <b className="font-medium">{name}</b>
        <p className="text-sm text-stone">{[formatOptions(options), t("ordered", { count: ordered })].filter(Boolean).join(" · ")}</p>
        {barred && <p className="text-sm">{t("barred")}</p>}
        {!barred && left === 0 && <p className="text-sm">{t("gone")}</p>}
      </div>
      {!barred && left > 0 && (
        <Select
          label={t.rich("quantity", {
            item: [name, formatOptions(options)].filter(Boolean).join(", "),
            hidden: (words) => <span className="sr-only">{words}</span>,
          })}
          name={`quantity-${position}`}
          id={`quantity-${position}`}
          defaultValue={String(Math.min(chosen, left))}
        >
          <option value="0">{t("keep", { count: left })}</option>
          {Array.from({ length: left }, (_, index) => index + 1).map((count) => (
            <option key={count} value={count}>
              {count === left && left > 1 ? t("all", { count: String(left) }) : count}
            </option>
          ))}
        </Select>
      )}
    </li>
  );
}
