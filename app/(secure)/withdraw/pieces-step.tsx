import type { OrderAccess } from "@/app/_server/order-session";
import { AccessFields } from "@/app/(secure)/orders/[reference]/access-fields";
import { optionWords, pieces } from "@/components/cart/cart-words";
import { Button } from "@/components/ui/button";
import { Field, Select, TextArea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Returnability, ReturnableLine } from "@/lib/returns/queries";
import { choosePieces } from "./actions";
import { Declarant } from "./declarant";
import type { Draft, Kind, Problem } from "./draft";
import { KIND_WORDS, PROBLEM_WORDS } from "./withdraw-words";

/** Which pieces, and why if somebody wants to say so. */
export function PiecesStep({
  kind,
  typed,
  access,
  problem,
  open,
  lines,
}: {
  kind: Kind;
  typed: Pick<Draft, "name" | "reference" | "email" | "quantities" | "reason">;
  /** By what its page showed the order; null where the draft allows it. */
  access: OrderAccess | null;
  problem: Problem | null;
} & Pick<Returnability, "open" | "lines">) {
  const { title, choose } = KIND_WORDS[kind];
  const refusal = refusalOf(kind, open, lines);
  if (refusal) {
    return (
      <>
        <h1 className="text-3xl lg:text-4xl">{title}</h1>
        <Notice kind="note">
          <p>{refusal}</p>
        </Notice>
      </>
    );
  }
  const beside = (field: Problem) => (problem === field ? PROBLEM_WORDS[field] : undefined);
  const whole = problem !== null && problem !== "name" && problem !== "reason";
  return (
    <>
      <h1 className="text-3xl lg:text-4xl">{title}</h1>
      {whole && (
        <div id="told">
          <Notice kind="error">
            <p>{PROBLEM_WORDS[problem]}</p>
          </Notice>
        </div>
      )}
      <form action={choosePieces} className="grid gap-6">
        {access && <AccessFields access={access} />}
        <input type="hidden" name="kind" value={kind} />
        <Declarant
          rows={[
            { name: "Order", words: <span className="figures">{typed.reference}</span> },
            { name: "Acknowledged to", words: typed.email },
          ]}
        />
        <Field
          label="Name"
          name="name"
          id="name"
          autoComplete="name"
          required
          maxLength={120}
          defaultValue={typed.name}
          error={beside("name")}
        />
        <fieldset className="grid">
          <legend className="mb-2 font-serif text-xl">{choose}</legend>
          <ul>
            {lines.map((line) => (
              <Line key={line.position} kind={kind} line={line} chosen={typed.quantities[line.position] ?? firstChoice(lines)} />
            ))}
          </ul>
        </fieldset>
        <TextArea
          label={
            kind === "return" ? (
              "What is wrong?"
            ) : (
              <>
                Reason <span className="font-normal text-stone">(optional)</span>
              </>
            )
          }
          name="reason"
          id="reason"
          maxLength={1000}
          required={kind === "return"}
          defaultValue={typed.reason}
          error={beside("reason")}
        />
        <Button type="submit" look="clay" className="justify-self-start">
          Continue
        </Button>
      </form>
    </>
  );
}

/** A single piece is what is meant; of several, somebody has to say which. */
function firstChoice(lines: readonly ReturnableLine[]): number {
  return lines.length === 1 && lines[0]?.left === 1 ? 1 : 0;
}

/** Why there is nothing to choose from. */
function refusalOf(kind: Kind, open: boolean, lines: readonly ReturnableLine[]): string | null {
  if (!open) return PROBLEM_WORDS.too_late;
  if (lines.every(({ left }) => left === 0)) return "Everything of this order is withdrawn from or sent back already.";
  const withdrawable = lines.some(({ left, returnable }) => left > 0 && returnable);
  return kind === "withdrawal" && !withdrawable
    ? "What is left of this order can’t be withdrawn from: it was made for you, or was sealed for reasons of hygiene."
    : null;
}

function Line({ kind, line, chosen }: { kind: Kind; line: ReturnableLine; chosen: number }) {
  const { position, name, options, ordered, left, returnable } = line;
  const barred = kind === "withdrawal" && !returnable;
  return (
    <li className="grid gap-x-6 gap-y-3 border-t border-linen-deep py-4 last:border-b sm:grid-cols-[1fr_11rem] sm:items-center">
      <div>
        <b className="font-medium">{name}</b>
        <p className="text-sm text-stone">{[optionWords(options), `${pieces(ordered)} ordered`].filter(Boolean).join(" · ")}</p>
        {barred && <p className="text-sm">Can’t be withdrawn from: sealed for reasons of hygiene, or made for you.</p>}
        {!barred && left === 0 && <p className="text-sm">Withdrawn from or sent back already.</p>}
      </div>
      {!barred && left > 0 && (
        <Select
          label={
            <>
              Pieces <span className="sr-only">of {[name, optionWords(options)].filter(Boolean).join(", ")}</span>
            </>
          }
          name={`pieces-${position}`}
          id={`pieces-${position}`}
          defaultValue={String(Math.min(chosen, left))}
        >
          <option value="0">Keep {left === 1 ? "it" : "them"}</option>
          {Array.from({ length: left }, (_, index) => index + 1).map((count) => (
            <option key={count} value={count}>
              {count === left && left > 1 ? `All ${left}` : count}
            </option>
          ))}
        </Select>
      )}
    </li>
  );
}
