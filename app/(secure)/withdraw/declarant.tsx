import type { ReactNode } from "react";

/** Who declares about which order, as it stands on the declaration. */
export function Declarant({ rows }: { rows: readonly { name: string; words: ReactNode }[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 border-y border-linen-deep py-5 sm:grid-cols-[9rem_1fr]">
      {rows.map(({ name, words }) => (
        <div key={name} className="contents">
          <dt className="text-sm text-stone sm:pt-0.5">{name}</dt>
          <dd className="break-words max-sm:mb-2">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
