import { randomInt } from "node:crypto";

/** No 0, 1, I, O: nothing that is misread or misheard. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** `ORD-` and ten unambiguous characters: 2^50 possible, so that nobody meets another's by trying. */
export function newOrderReference(): string {
  return `ORD-${Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")}`;
}
