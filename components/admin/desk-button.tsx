import type { ComponentProps } from "react";

type Look = "ink" | "line" | "danger";

const LOOKS: Record<Look, string> = {
  ink: "bg-ink text-paper hover:bg-[color-mix(in_oklab,var(--color-ink),var(--color-paper)_14%)]",
  line: "bg-paper inset-ring inset-ring-stone hover:bg-(--hover)",
  danger: "bg-paper text-oxblood inset-ring inset-ring-oxblood hover:bg-(--hover)",
};

/** A button of the back office, less tall than the shop's where there is a mouse. */
export function DeskButton({ look = "line", className = "", type = "button", ...props }: ComponentProps<"button"> & { look?: Look }) {
  return (
    <button
      type={type}
      className={`inline-flex min-h-11 items-center justify-center gap-2 rounded-md px-4 text-center font-medium transition-colors aria-disabled:opacity-60 lg:min-h-9 ${LOOKS[look]} ${className}`}
      {...props}
    />
  );
}
