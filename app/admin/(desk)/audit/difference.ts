/** One changed part: its name in words, and its value before and after; undefined where there was none. */
export type Change = { name: string; before: string | undefined; after: string | undefined };

/** More are shown as a number only. */
const MAX_CHANGES = 100;
const MAX_CHARACTERS = 1000;

/** The parts of two values that differ, in words, and how many more there are. */
export function compareValues(before: unknown, after: unknown): { changes: Change[]; more: number } {
  const [old, now] = [partsOf(before), partsOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
  const changes = names.slice(0, MAX_CHANGES).map((name) => ({ name, before: old.get(name), after: now.get(name) }));
  return { changes, more: names.length - changes.length };
}

/** Every part of a value that has no parts of its own and is not empty. A list of texts is one part. */
function partsOf(value: unknown, name = "", parts = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return parts;
  const inner = innerOf(value);
  for (const [key, part] of inner ?? []) partsOf(part, join(name, key), parts);
  const text = inner ? "" : shown(value);
  if (text !== "") parts.set(name || "value", text);
  return parts;
}

function innerOf(value: unknown): [string, unknown][] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return Object.entries(value);
  const hasParts = value.some((item) => typeof item === "object" && item !== null);
  return hasParts ? value.map((item, index) => [`${index + 1}`, item]) : undefined;
}

/** As "shipping address, city" and "lines 2, sku". */
function join(name: string, key: string): string {
  if (name === "") return words(key);
  return /^\d+$/.test(key) ? `${name} ${key}` : `${name}, ${words(key)}`;
}

function shown(value: unknown): string {
  const text = Array.isArray(value) ? value.map(String).join(", ") : typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}

/** `shippingAddress` and `shipping_address` as "shipping address". */
function words(key: string): string {
  return key
    .replaceAll("_", " ")
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase();
}
