import { randomInt } from "node:crypto";

/** Without 0, 1, I and O, which are easily misread or misheard. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** `ORD-` and ten unambiguous characters, 2^50 in all, so that nobody guesses another's. */
export function newOrderReference(): string {
  return `ORD-${Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")}`;
}

const TYPED = new RegExp(`^ORD([${ALPHABET}]{10})$`);

/** Reads a typed reference regardless of case, spaces and dashes; undefined where it can't be one. */
export function readReference(typed: string): string | undefined {
  const [, characters] = TYPED.exec(typed.replace(/[\s\p{Pd}]/gu, "").toUpperCase()) ?? [];
  return characters && `ORD-${characters}`;
}
