import type { ReactNode } from "react";

/** The declarant and the order: the rows above the items of a declaration. */
export function Declarant({ rows }: { rows: readonly { name: string; content: ReactNode }[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 border-y border-linen-deep py-5 sm:grid-cols-[9rem_1fr]">
      {rows.map(({ name, content }) => (
        <div key={name} className="contents">
          <dt className="text-sm text-stone sm:pt-0.5">{name}</dt>
          <dd className="break-words max-sm:mb-2">{content}</dd>
        </div>
      ))}
    </dl>
  );
}
