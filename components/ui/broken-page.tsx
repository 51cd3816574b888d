"use client";

import { createContext, type ReactNode, use } from "react";
import type { Words } from "@/messages/shape";
import { Button } from "./button";

type BrokenWords = Words<"errors.broken">["messages"];

const ErrorWords = createContext<BrokenWords | null>(null);

/** Provides the words of a layout's error page, because Next renders error pages itself and passes them no props of the shop. */
export function ErrorWordsProvider({ words, children }: { words: BrokenWords; children: ReactNode }) {
  return <ErrorWords value={words}>{children}</ErrorWords>;
}

/** Replaces a page that failed to render. */
export function BrokenPage({ text, reset }: { text: "text" | "ordering"; reset: () => void }) {
  const words = use(ErrorWords);
  if (!words) return null;
  return (
    <div className="wrap grid justify-items-start gap-5 py-24">
      <h1>{words.title}</h1>
      <p className="text-stone">{words[text]}</p>
      <Button onClick={reset}>{words.retry}</Button>
    </div>
  );
}
