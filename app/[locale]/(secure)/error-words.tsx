"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Words } from "@/messages/shape";

type SecureErrorWords = Words<"secure.error">["messages"];

const Context = createContext<SecureErrorWords | null>(null);

/** Hands the layout's words to the error page, which gets no props from the server. */
export function ErrorWords({ words, children }: { words: Words<"secure.error">; children: ReactNode }) {
  return <Context value={words.messages}>{children}</Context>;
}

/** The words of the error page. Throws outside the layout. */
export function useErrorWords(): SecureErrorWords {
  const words = useContext(Context);
  if (!words) throw new Error("the error page has no words outside its layout");
  return words;
}
