"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { findEntries, type PaletteEntry } from "./find-entries";

/** Time without typing before the shop is asked. */
const PAUSE_MS = 150;

/**
 * Search and navigation by keyboard, opened by Ctrl-K or ⌘K or its button: pages at once, and orders as the shop
 * finds them.
 */
export function CommandPalette({ pages }: { pages: readonly PaletteEntry[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const router = useRouter();
  const [text, setText] = useState("");
  const [found, setFound] = useState<{ text: string; entries: PaletteEntry[] }>({ text: "", entries: [] });
  const [at, setAt] = useState(0);
  const typed = text.trim().toLowerCase();
  const entries = [...pages.filter(({ label }) => label.toLowerCase().includes(typed)), ...(found.text === typed ? found.entries : [])];

  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      dialog.current?.showModal();
    };
    addEventListener("keydown", open);
    return () => removeEventListener("keydown", open);
  }, []);

  useEffect(() => {
    if (typed.length < 2) return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const answer = await findEntries(typed).catch(() => []);
      if (!isStale) setFound({ text: typed, entries: answer });
    }, PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [typed]);

  const go = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    dialog.current?.close();
    router.push(entry.href);
  };

  return (
    <>
      <button
        type="button"
        onClick={() => dialog.current?.showModal()}
        className="flex min-h-11 w-full items-center gap-2 rounded-md border border-linen-deep px-3 text-stone hover:text-ink lg:min-h-9"
      >
        <Icon name="search" className="size-4" />
        Go to…
        <kbd className="ml-auto rounded-[3px] border border-linen-deep px-1.5 font-sans text-xs">Ctrl K</kbd>
      </button>
      <dialog
        ref={dialog}
        aria-label="Go to"
        onClose={() => {
          setText("");
          setAt(0);
        }}
        className="m-auto mt-[12vh] w-[min(36rem,calc(100vw-2rem))] rounded-md border border-linen-deep bg-paper text-ink"
      >
        <div className="flex items-center gap-2 border-b border-linen-deep px-4">
          <Icon name="search" className="size-4 text-stone" />
          <input
            role="combobox"
            aria-label="Page or order"
            aria-expanded={entries.length > 0}
            aria-controls={listId}
            aria-activedescendant={entries[at] ? `${listId}-${at}` : undefined}
            autoComplete="off"
            maxLength={100}
            placeholder="Page, order reference or email"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setAt(0);
            }}
            onKeyDown={(event) => {
              const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
              if (step && entries.length > 0) {
                event.preventDefault();
                setAt((at + step + entries.length) % entries.length);
              }
              if (event.key === "Enter") go(entries[at]);
            }}
            className="min-h-12 w-full bg-transparent text-base outline-none placeholder:text-stone"
          />
        </div>
        <div id={listId} role="listbox" aria-label="Found" className="max-h-[50vh] overflow-y-auto py-1.5">
          {entries.map((entry, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: The combobox moves through the options and opens them.
            <div
              key={entry.href}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onClick={() => go(entry)}
              onPointerMove={() => setAt(index)}
              className="flex min-h-11 cursor-pointer items-center justify-between gap-4 px-4 aria-selected:bg-linen"
            >
              <span className="font-medium">{entry.label}</span>
              {entry.detail && <span className="figures truncate text-xs text-stone">{entry.detail}</span>}
            </div>
          ))}
        </div>
        {entries.length === 0 && <p className="px-4 pb-4 text-stone">Nothing found for “{text}”.</p>}
      </dialog>
    </>
  );
}
