import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { findOrder } from "./actions";
import type { Draft, Kind, Problem } from "./draft";
import { KIND_WORDS, PROBLEM_WORDS } from "./withdraw-words";

/** Who declares, and about which order. */
export function OrderStep({
  kind,
  typed,
  problem,
}: {
  kind: Kind;
  typed: Pick<Draft, "name" | "reference" | "email">;
  problem: Problem | null;
}) {
  const { title, opening } = KIND_WORDS[kind];
  const beside = (field: Problem) => (problem === field ? PROBLEM_WORDS[field] : undefined);
  const whole = problem === "unknown_order" || problem === "rate_limited";
  return (
    <>
      <h1 className="text-3xl lg:text-4xl">{title}</h1>
      <p>{opening}</p>
      {whole && (
        <Notice kind="error">
          <p>{PROBLEM_WORDS[problem]}</p>
        </Notice>
      )}
      <form action={findOrder} className="grid gap-[1.125rem]">
        <input type="hidden" name="kind" value={kind} />
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
        <Field
          label="Order reference"
          name="reference"
          id="reference"
          required
          maxLength={60}
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={typed.reference}
          hint="In our mails to you; it looks like ORD-7K2M9QX4TB"
        />
        <Field
          label="Email"
          name="email"
          id="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          required
          maxLength={254}
          defaultValue={typed.email}
          error={beside("email")}
          hint="The one you ordered with; the acknowledgement goes there"
        />
        <Button type="submit" look="clay" className="justify-self-start">
          Continue
        </Button>
      </form>
      <p className="text-sm text-stone">
        {kind === "withdrawal" ? (
          <>
            Damaged, or not what you ordered?{" "}
            <a href="/withdraw?kind=return" className="text-link touch">
              Return something else
            </a>
          </>
        ) : (
          <>
            Simply changed your mind?{" "}
            <a href="/withdraw" className="text-link touch">
              Withdraw from contract here
            </a>
          </>
        )}
      </p>
    </>
  );
}
