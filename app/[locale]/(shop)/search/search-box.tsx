"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import type { Suggestion } from "@/lib/catalog/types";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import type { Words } from "@/messages/shape";

const TYPING_MS = 150;

/**
 * The search field with suggestions during typing (WAI-ARIA combobox with a list box). Without JavaScript it is a plain GET
 * form to /search. `autoFocus` focuses the field when its popover opens.
 */
export function SearchBox({
  locale,
  words,
  defaultValue = "",
  autoFocus = false,
}: {
  locale: Locale;
  words: Words<"shop.search">["messages"];
  defaultValue?: string;
  autoFocus?: boolean;
}) {
  const searchPath = localePath(locale, "/search");
  const router = useRouter();
  const listId = useId();
  const root = useRef<HTMLFormElement>(null);
  const [query, setQuery] = useState(defaultValue);
  const [touched, setTouched] = useState(false);
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  const open = touched && suggestions.length > 0;

  useEffect(() => {
    if (!touched || query.trim().length < 2) {
      setSuggestions([]);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      // Suggestions are optional: if they can't be fetched, the field still searches.
      const found = await fetch(`${searchPath}/suggestions?q=${encodeURIComponent(query.trim())}`, { signal: stop.signal })
        .then(async (response): Promise<Suggestion[]> => (response.ok ? response.json() : []))
        .catch((): null => null);
      if (found && !stop.signal.aborted) {
        setSuggestions(found);
        setActive(-1);
      }
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query, touched, searchPath]);

  function close() {
    setTouched(false);
    setActive(-1);
  }

  function go(href: string) {
    close();
    root.current?.closest<HTMLElement>("[popover]:popover-open")?.hidePopover();
    router.push(href);
  }

  const hrefOf = ({ path }: Suggestion) => localePath(locale, path);

  function onKeyDown(event: KeyboardEvent) {
    if (!open) return;
    const last = suggestions.length - 1;
    if (event.key === "ArrowDown") setActive(active >= last ? 0 : active + 1);
    else if (event.key === "ArrowUp") setActive(active <= 0 ? last : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && suggestions[active]) go(hrefOf(suggestions[active]));
    else return;
    event.preventDefault();
  }

  return (
    <form
      ref={root}
      action={searchPath}
      className="relative flex max-w-2xl gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        go(`${searchPath}?q=${encodeURIComponent(query.trim())}`);
      }}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
    >
      <div className="relative grow">
        <Icon name="search" className="pointer-events-none absolute top-1/2 left-3.5 size-5 -translate-y-1/2" />
        <input
          type="search"
          name="q"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setTouched(true);
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-label={words.field}
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
          placeholder={words.placeholder}
          maxLength={80}
          autoComplete="off"
          autoCapitalize="off"
          enterKeyHint="search"
          // biome-ignore lint/a11y/noAutofocus: the field is in a popover that was opened to search
          autoFocus={autoFocus}
          className="min-h-13 w-full appearance-none rounded-md border border-stone bg-paper pr-4 pl-11 placeholder:text-stone hover:border-ink"
        />
      </div>
      <button type="submit" className="rounded-md bg-ink px-5 font-medium text-paper">
        {words.submit}
      </button>
      <div
        id={listId}
        role="listbox"
        aria-label={words.suggestions}
        hidden={!open}
        className="absolute inset-x-0 top-full z-10 mt-1 overflow-hidden rounded-md border border-linen-deep bg-paper"
      >
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys, because it keeps the focus
          <div
            key={suggestion.path}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerEnter={() => setActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => go(hrefOf(suggestion))}
            className="flex min-h-11 cursor-pointer items-baseline justify-between gap-4 px-4 py-2.5 aria-selected:bg-linen"
          >
            <span className="font-medium">{suggestion.name}</span>
            <span className="truncate text-sm text-stone">{suggestion.kind === "category" ? words.category : suggestion.subtitle}</span>
          </div>
        ))}
      </div>
    </form>
  );
}
