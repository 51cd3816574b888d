import { z } from "zod";

const LINE_BREAK = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Control and format characters, among them bidirectional and zero-width ones, and halves of characters. */
const INVISIBLE = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
/** No language needs more marks on a letter; normalising a long run of them takes quadratic time (UAX #15, stream-safe text). */
const EXCESS_MARKS = /(\p{M}{8})\p{M}+/gu;

/** Cleans text from outside: drops characters that can't be seen, and normalises the others (NFC) and line breaks. */
export function cleanText(text: string): string {
  const visible = text.replace(LINE_BREAK, "\n").replaceAll("\t", " ").replace(INVISIBLE, "");
  return visible.replace(EXCESS_MARKS, "$1").normalize("NFC");
}

/** Cleans one line of text: it has neither line breaks nor more than one space in a row. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}

/** What cleaning may remove, such as line breaks of two characters; a longer text is too long without being cleaned. */
const RAW_FACTOR = 4;

const cleaned = (max: number, clean: (text: string) => string, error?: string) =>
  z
    .string()
    .max(max * RAW_FACTOR, { abort: true, ...(error && { error }) })
    .overwrite(clean)
    .max(max, error);

/** One line from outside, of at most `max` characters. */
export const line = (max: number, tooLong?: string) => cleaned(max, cleanLine, tooLong);

/** Several lines from outside, of at most `max` characters. */
export const lines = (max: number, tooLong?: string) => cleaned(max, (text) => cleanText(text).trim(), tooLong);
