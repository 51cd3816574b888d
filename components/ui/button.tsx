import Link from "next/link";
import type { ComponentProps } from "react";

/** `clay` is the page's only call to action, `ink` the usual button, `line` a secondary one, `danger` removes something. */
type Look = "clay" | "ink" | "line" | "danger";

const looks: Record<Look, string> = {
  clay: "bg-clay text-paper hover:bg-[color-mix(in_oklab,var(--color-clay),var(--color-ink)_18%)]",
  ink: "bg-ink text-paper hover:bg-[color-mix(in_oklab,var(--color-ink),var(--color-paper)_14%)]",
  line: "text-ink inset-ring inset-ring-ink hover:bg-linen",
  danger: "text-oxblood inset-ring inset-ring-oxblood hover:bg-linen",
};

function buttonClass(look: Look, className: string) {
  return `inline-flex min-h-13 items-center justify-center gap-2.5 rounded-md px-7 py-3 text-center font-medium transition-colors disabled:bg-linen disabled:text-stone disabled:inset-ring-0 aria-disabled:opacity-60 ${looks[look]} ${className}`;
}

export function Button({ look = "ink", className = "", type = "button", ...props }: ComponentProps<"button"> & { look?: Look }) {
  return <button type={type} className={buttonClass(look, className)} {...props} />;
}

export function LinkButton({ look = "ink", className = "", ...props }: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link className={buttonClass(look, className)} {...props} />;
}
