import { randomInt } from "node:crypto";

/** Without characters that look alike; each of them adds 4.95 bits. */
const CHARACTERS = "23456789abcdefghjkmnpqrstuvwxyz";

/** A random code of this many characters for people to read and type. */
export function readableCode(length: number): string {
  return Array.from({ length }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join("");
}
