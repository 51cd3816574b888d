"use client";

import { useState } from "react";
import { Icon } from "@/components/ui/icon";

export type Theme = "system" | "light" | "dark";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const NAMES: Record<Theme, string> = { system: "system", light: "light", dark: "dark" };
const YEAR_SECONDS = 365 * 24 * 3600;

/** Switches the theme of this browser: as the system, light, dark. */
export function ThemeChoice({ chosen }: { chosen: Theme }) {
  const [theme, setTheme] = useState(chosen);
  const choose = (next: Theme) => {
    setTheme(next);
    applyTheme(next);
  };
  return (
    <button
      type="button"
      onClick={() => choose(NEXT[theme])}
      className="flex min-h-11 w-full items-center gap-2 rounded-md px-3 text-stone hover:bg-sand hover:text-ink lg:min-h-[34px]"
    >
      <Icon name="moon" className="size-4" />
      Theme: {NAMES[theme]}
    </button>
  );
}

/** Applies the theme to the page and to the next ones. */
function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
  const age = theme === "system" ? 0 : YEAR_SECONDS;
  // biome-ignore lint/suspicious/noDocumentCookie: The Cookie Store API is missing in older browsers.
  document.cookie = `admin_theme=${theme}; path=/; max-age=${age}; samesite=lax`;
}
