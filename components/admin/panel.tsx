import type { ReactNode } from "react";

/** A titled box; `aside` is a link or a note in its head. */
export function Panel({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="min-w-0 rounded-md border border-linen-deep bg-paper">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-linen-deep px-4 py-3">
        <h2>{title}</h2>
        {aside && <div className="text-xs text-stone">{aside}</div>}
      </header>
      {children}
    </section>
  );
}

/** A page's title, a sentence about it, and its buttons. */
export function PageHead({ title, text, children }: { title: ReactNode; text?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="grid gap-1">
        <h1>{title}</h1>
        {text && <p className="text-stone">{text}</p>}
      </div>
      {children && <div className="flex flex-wrap gap-2">{children}</div>}
    </div>
  );
}
