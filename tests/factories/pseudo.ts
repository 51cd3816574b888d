import { MARKS } from "@/messages/pseudo";

/** The words of a text in the pseudo-locale that come from no message: neither marked nor part of the given data. */
export function unmarkedWords(text: string, data: readonly string[]): string[] {
  const [open, close] = MARKS;
  const outside = text
    .replaceAll(new RegExp(`${open}[^${open}${close}]*${close}`, "g"), " ")
    .replaceAll(/https?:\/\/\S+/g, " ")
    // Dates in Croatian format.
    .replaceAll(/\d+\.\s*\p{L}+\s*\d{4}\./gu, " ");
  const longestFirst = data.filter((value) => value !== "").toSorted((a, b) => b.length - a.length);
  const left = longestFirst.reduce((rest, value) => rest.replaceAll(value, " "), outside);
  return left.match(/\p{L}{2,}/gu) ?? [];
}

/** Every text inside a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
