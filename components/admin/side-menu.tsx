"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { SHOP_NAME } from "@/lib/core/shop-name";

export type MenuEntry = { href: string; label: string; group: "desk" | "behind"; count?: number };

/** The menu beside the page, or above it on small screens, where it opens at the press of a button. `foot` is about the signed-in person. */
export function SideMenu({ entries, foot, palette }: { entries: readonly MenuEntry[]; foot: ReactNode; palette: ReactNode }) {
  const path = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  // Following a link closes it, because it was opened on another page.
  const open = openAt === path;
  const isHere = (href: string) => (href === "/admin" ? path === href : path === href || path.startsWith(`${href}/`));
  const list = (group: MenuEntry["group"]) => (
    <ul>
      {entries
        .filter((entry) => entry.group === group)
        .map(({ href, label, count }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isHere(href) ? "page" : undefined}
              className="flex min-h-11 items-center justify-between rounded-md px-3 text-stone hover:bg-sand hover:text-ink aria-[current]:bg-linen aria-[current]:font-semibold aria-[current]:text-ink lg:min-h-[34px]"
            >
              {label}
              {count ? <span className="figures text-xs font-semibold text-clay">{count}</span> : null}
            </Link>
          </li>
        ))}
    </ul>
  );
  const hasBehind = entries.some(({ group }) => group === "behind");
  return (
    <header
      data-frame
      className="border-linen-deep bg-paper max-lg:border-b lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:overflow-y-auto lg:border-r lg:px-3 lg:py-5"
    >
      <div className="flex items-center justify-between max-lg:px-5 max-lg:py-1.5">
        <Link href="/admin" className="touch px-0 pb-1 font-serif text-[1.4rem] leading-none tracking-[-0.03em] lg:px-3">
          {SHOP_NAME}
        </Link>
        <button
          type="button"
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpenAt(open ? null : path)}
          className="touch -mr-2 justify-center px-2 lg:hidden"
        >
          <Icon name={open ? "close" : "menu"} />
          <span className="sr-only">Menu</span>
        </button>
      </div>
      <nav
        id="menu"
        aria-label="Back office"
        className={`flex-1 flex-col gap-4 lg:mt-4 lg:flex ${open ? "flex px-2 pb-4" : "max-lg:hidden"}`}
      >
        {palette}
        {list("desk")}
        {hasBehind && (
          <div>
            <p className="mb-1 px-3 text-xs text-stone">Behind the scenes</p>
            {list("behind")}
          </div>
        )}
        <div className="mt-auto">{foot}</div>
      </nav>
    </header>
  );
}
