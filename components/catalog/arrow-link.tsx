import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

/** A low-key link: words, an arrow and a rule below both. `plain` forces a full page load, which lists need for a new query string. */
export function ArrowLink({ href, plain = false, children }: { href: string; plain?: boolean; children: ReactNode }) {
  const Anchor = plain ? "a" : Link;
  return (
    <Anchor href={href} className="group touch flex-none font-medium">
      <span className="flex items-center gap-2.5 border-b border-ink pb-0.5">
        {children}
        <Icon name="arrow-right" className="size-4 transition-transform group-hover:translate-x-1" />
      </span>
    </Anchor>
  );
}
