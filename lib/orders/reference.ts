import { randomInt } from "node:crypto";

/** Without 0, 1, I and O, which are easily misread or misheard. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Returns `ORD-` and ten unambiguous characters: one of 2^50 references, so none can be guessed. */
export function newOrderReference(): string {
  return `ORD-${Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")}`;
}

const TYPED = /^ORD([2-9A-HJ-NP-Z]{10})$/;

/** Normalises a typed reference, ignoring case, spaces and dashes; returns undefined if it can't be one. */
export function readReference(typed: string): string | undefined {
  const [, characters] = TYPED.exec(typed.replace(/[\s\p{Pd}]/gu, "").toUpperCase()) ?? [];
  return characters && `ORD-${characters}`;
}
