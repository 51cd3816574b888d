import { z } from "zod";

export type Item = { id: string };

/** The records of one kind, oldest first. They are changed in place, and only through the collection. */
export type Collection<T extends Item> = {
  get(id: string): Readonly<T> | undefined;
  find(matches: (item: Readonly<T>) => boolean): Readonly<T> | undefined;
  list(): Readonly<T>[];
  /** Replaces an item with the same id. */
  add(item: Readonly<T>): void;
  /** A discarded item is changed too, and stays discarded. */
  update(item: Readonly<T>, changes: Partial<T>): void;
  delete(id: string): void;
};

export type CollectionOptions<T extends Item> = {
  /** Unique among the collections of a store, such as `stripe.charges`. */
  name: string;
  schema: z.ZodType<T>;
  /** The size limit, in characters of JSON. Beyond it the oldest items are discarded. */
  limit: number;
  /** Whether to discard the item only beyond four times the limit. */
  isOpen?(item: Readonly<T>): boolean;
};

const OPEN_FACTOR = 4;

/** A record as it is now, or the id of a deleted one. */
export type Change = { in: string; item?: unknown; deleted?: string };

/** @param names of the collections that changes may belong to */
export function changeSchema(names: readonly string[]): z.ZodType<Change> {
  const name = z.enum(names);
  return z.union([z.strictObject({ in: name, item: z.unknown() }), z.strictObject({ in: name, deleted: z.string() })]);
}

/** A collection as its store sees it. */
export type StoredCollection = {
  /** Throws a `ZodError` if the item does not match the schema. */
  apply(change: Change): void;
  /** The changes since the last call, each as the JSON of a `Change`. */
  takeChanges(): string[];
  /** Every item, in the same form. */
  all(): Iterable<string>;
  clear(): void;
};

export function createCollection<T extends Item>(
  { name, schema, limit, isOpen = () => false }: CollectionOptions<T>,
  onChange: () => void,
): Collection<T> & StoredCollection {
  const entries = new Map<string, { item: Readonly<T>; length: number }>();
  const changedIds = new Set<string>();
  let total = 0;

  function put(item: Readonly<T>): void {
    entries.set(item.id, { item, length: entries.get(item.id)?.length ?? 0 });
  }

  function remove(id: string): void {
    total -= entries.get(id)?.length ?? 0;
    entries.delete(id);
  }

  function markChanged(id: string): void {
    changedIds.add(id);
    onChange();
  }

  /** The JSON of a change; it also updates the item's length. */
  function encode(id: string): string {
    const entry = entries.get(id);
    if (entry === undefined) return JSON.stringify({ in: name, deleted: id });
    const item = JSON.stringify(entry.item);
    total += item.length - entry.length;
    entry.length = item.length;
    return `{"in":${JSON.stringify(name)},"item":${item}}`;
  }

  function discardOldest(): void {
    for (const [id, { item }] of entries) {
      if (total <= limit) return;
      if (total > OPEN_FACTOR * limit || !isOpen(item)) remove(id);
    }
  }

  return {
    get: (id) => entries.get(id)?.item,
    find(matches) {
      for (const { item } of entries.values()) if (matches(item)) return item;
      return undefined;
    },
    list: () => Array.from(entries.values(), ({ item }) => item),
    add(item) {
      remove(item.id);
      put(item);
      markChanged(item.id);
    },
    update(item, changes) {
      Object.assign(item, changes);
      if (entries.get(item.id)?.item === item) markChanged(item.id);
    },
    delete(id) {
      remove(id);
      markChanged(id);
    },

    apply({ item, deleted }) {
      if (deleted !== undefined) return remove(deleted);
      const parsed = schema.parse(item);
      put(parsed);
      encode(parsed.id);
      discardOldest();
    },
    takeChanges() {
      const changes = Array.from(changedIds, encode);
      changedIds.clear();
      discardOldest();
      return changes;
    },
    *all() {
      for (const id of entries.keys()) yield encode(id);
    },
    clear() {
      entries.clear();
      changedIds.clear();
      total = 0;
    },
  };
}
