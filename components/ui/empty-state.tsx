import type { ReactNode } from "react";

/** Says that nothing is here and what to do next. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-4 py-12 lg:py-16">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
