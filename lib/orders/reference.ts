import { randomInt } from "node:crypto";

/** No 0, 1, I, O: nothing that is misread or misheard. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** `ORD-` and ten unambiguous characters: 2^50 possible, so that nobody meets another's by trying. */
export function newOrderReference(): string {
  return `ORD-${Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")}`;
}

const TYPED = new RegExp(`^ORD([${ALPHABET}]{10})$`);

/** A reference as somebody typed it, without regard to case, spaces and dashes; undefined where it can't be one. */
export function readReference(typed: string): string | undefined {
  const [, characters] = TYPED.exec(typed.replace(/[\s\p{Pd}]/gu, "").toUpperCase()) ?? [];
  return characters && `ORD-${characters}`;
}
