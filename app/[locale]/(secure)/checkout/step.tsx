import type { ReactNode } from "react";

/** A titled part of the checkout form; the first has a darker edge. */
export function Step({ title, first = false, children }: { title: string; first?: boolean; children: ReactNode }) {
  return (
    <section className={`grid gap-5 border-t py-8 ${first ? "border-ink" : "border-linen-deep"}`}>
      <h2 className="text-xl">{title}</h2>
      {children}
    </section>
  );
}
