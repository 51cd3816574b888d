import { Button } from "@/components/ui/button";
import type { ReturnableLine } from "@/lib/returns/queries";
import { confirm } from "./actions";
import { ChosenLines } from "./chosen-lines";
import { Declarant } from "./declarant";
import type { Draft } from "./draft";
import { KIND_WORDS } from "./withdraw-words";

/** The whole declaration once more, and the one button that makes it. */
export function ConfirmStep({ draft, lines }: { draft: Draft; lines: readonly ReturnableLine[] }) {
  const words = KIND_WORDS[draft.kind];
  const chosen = lines.map((line) => ({ ...line, quantity: draft.quantities[line.position] ?? 0 })).filter(({ quantity }) => quantity > 0);
  return (
    <>
      <h1 className="text-3xl lg:text-4xl">{words.title}</h1>
      <p>{words.review}</p>
      <Declarant
        rows={[
          { name: "Name", words: draft.name },
          { name: "Order", words: <span className="figures">{draft.reference}</span> },
          { name: "Acknowledged to", words: draft.email },
          ...(draft.reason ? [{ name: "Reason", words: <span className="whitespace-pre-line">{draft.reason}</span> }] : []),
        ]}
      />
      <ChosenLines lines={chosen} />
      <form action={confirm} className="flex flex-wrap items-center gap-x-8 gap-y-2">
        <input type="hidden" name="id" value={draft.id} />
        <Button type="submit" look="clay">
          {words.confirm}
        </Button>
        <a href="/withdraw?step=pieces" className="text-link touch">
          Change something
        </a>
      </form>
    </>
  );
}
