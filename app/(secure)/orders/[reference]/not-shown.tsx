import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/button";

/** Says that an order can't be seen here, and how it can. */
export function NotShown({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="wrap grid justify-items-start gap-5 py-12 lg:py-16">
      <h1 className="text-3xl lg:text-4xl">{title}</h1>
      <p>{children}</p>
      <LinkButton href="/track">Send me a link</LinkButton>
    </div>
  );
}
