/** The marks before and after a pseudo-locale's words. */
export const MARKS = ["«", "»"] as const;

/** The same messages with marks around every run of words; arguments, plurals and tags are unchanged. */
export function pseudoMessages<T>(messages: T): T;
export function pseudoMessages(messages: unknown): unknown {
  if (typeof messages === "string") return mark(messages);
  return Object.fromEntries(Object.entries(Object(messages)).map(([key, value]) => [key, pseudoMessages(value)]));
}

/** Marks one message. In ICU syntax, text and the inside of an argument alternate with each level of braces. */
function mark(message: string): string {
  let level = 0;
  const parts = message.match(/[{}]|<\/?\w+>|[^{}<]+|</g) ?? [];
  return parts
    .map((part) => {
      if (part === "{") level += 1;
      else if (part === "}") level -= 1;
      else if (level % 2 === 0 && !/^<\/?\w/.test(part) && /[\p{L}#]/u.test(part)) return MARKS.join(part);
      return part;
    })
    .join("");
}
