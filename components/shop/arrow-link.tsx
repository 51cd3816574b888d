import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

/** A quiet way on: words, an arrow and a rule below both. */
export function ArrowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="group touch flex-none font-medium">
      <span className="flex items-center gap-2.5 border-b border-ink pb-0.5">
        {children}
        <Icon name="arrow-right" className="size-4 transition-transform group-hover:translate-x-1" />
      </span>
    </Link>
  );
}
