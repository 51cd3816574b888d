/** The most that one side of a change may take as JSON, in bytes of UTF-8. */
export const MAX_VALUE_BYTES = 65_536;
const MAX_TEXT_CHARACTERS = 2000;
const MAX_ITEMS = 100;
const MAX_DEPTH = 8;

/**
 * The value as JSON of at most 64 KiB; null for undefined. One that is larger has its long texts and lists cut, each saying so, and
 * if that is not enough only its size is left.
 */
export function boundedJson(value: unknown): string | null {
  if (value === undefined) return null;
  const whole = toJson(value);
  if (isShort(whole)) return whole;
  const cut = toJson(shorten(JSON.parse(whole), 0));
  return isShort(cut) ? cut : toJson({ omittedBytes: Buffer.byteLength(whole) });
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part)) ?? "null";
}

function isShort(json: string): boolean {
  return Buffer.byteLength(json) <= MAX_VALUE_BYTES;
}

function shorten(value: unknown, depth: number): unknown {
  if (typeof value === "string")
    return value.length > MAX_TEXT_CHARACTERS ? `${value.slice(0, MAX_TEXT_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "")}…` : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth === MAX_DEPTH) return "…";
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ITEMS).map((item) => shorten(item, depth + 1));
    return value.length > MAX_ITEMS ? [...items, `… ${value.length - MAX_ITEMS} more`] : items;
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shorten(part, depth + 1)]));
}
