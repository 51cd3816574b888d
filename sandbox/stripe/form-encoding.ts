/** A form-encoded parameter as Stripe reads it. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };

type Pair = { path: readonly string[]; value: string };

/** `metadata[order]=1&expand[0]=charge` → `{ metadata: { order: "1" }, expand: ["charge"] }`. Values stay strings. */
export function decodeForm(encoded: string): { [name: string]: FormValue } {
  const pairs = [...new URLSearchParams(encoded)].map(([name, value]) => ({ path: pathOf(name), value }));
  return Object.fromEntries(grouped(pairs));
}

function pathOf(name: string): string[] {
  const [head = "", ...rest] = name.split("[");
  return [head, ...rest.map((part) => part.replace(/\]$/, ""))];
}

function grouped(pairs: readonly Pair[]): [string, FormValue][] {
  const groups = new Map<string, Pair[]>();
  for (const { path, value } of pairs) {
    const [head = "", ...rest] = path;
    groups.set(head, [...(groups.get(head) ?? []), { path: rest, value }]);
  }
  return [...groups].map(([name, group]) => [name, formValue(group)]);
}

function formValue(group: readonly Pair[]): FormValue {
  const plain = group.find(({ path }) => path.length === 0);
  if (plain !== undefined) return plain.value;
  const unnumbered = group.filter(({ path }) => path[0] === "");
  if (unnumbered.length === group.length) return unnumbered.map(({ value }) => value);
  const entries = grouped(group);
  return entries.every(([name]) => /^\d+$/.test(name)) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
