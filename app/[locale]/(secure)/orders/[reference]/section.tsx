import type { ReactNode } from "react";

/** A titled part of an order's page. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid content-start gap-1 border-t border-linen-deep pt-5">
      <h2 className="mb-3 text-xl">{title}</h2>
      {children}
    </section>
  );
}
