import { z } from "zod";
import { type Collection, type CollectionOptions, changeSchema, createCollection, type Item, type StoredCollection } from "./collection";
import { createJournal, type Journal, readJournal } from "./journal";

export type Store = {
  /** Every collection must exist before `load`. */
  collection<T extends Item>(options: CollectionOptions<T>): Collection<T>;
  /** Reads the file, and writes every further change to it. */
  load(): Promise<void>;
  /** Discards everything. */
  clear(): void;
  /** Stops writing changes. */
  close(): void;
};

/**
 * Stores records in memory and, if there is a file, in a journal. All changes of one synchronous step, such as an answer, form one line
 * of it, written before anything else happens: a killed process has made all of them or none.
 */
export function createStore(file: string | undefined): Store {
  const collections = new Map<string, StoredCollection>();
  const changed = new Set<StoredCollection>();
  let journal: Journal | undefined;

  function* allLines(): Generator<string> {
    for (const collection of collections.values()) for (const change of collection.all()) yield `[${change}]`;
  }

  function flush(): void {
    const changes = [...changed].flatMap((collection) => collection.takeChanges());
    changed.clear();
    if (journal === undefined || changes.length === 0) return;
    journal.append(`[${changes.join(",")}]`);
    if (journal.isLong()) journal.rewrite(allLines());
  }

  function clear(): void {
    for (const collection of collections.values()) collection.clear();
    journal?.rewrite([]);
  }

  async function replay(file: string): Promise<void> {
    const changesSchema = z.array(changeSchema([...collections.keys()]));
    for await (const line of readJournal(file)) {
      for (const change of changesSchema.parse(line)) collections.get(change.in)?.apply(change);
    }
  }

  return {
    collection(options) {
      const collection = createCollection(options, () => {
        if (changed.size === 0) queueMicrotask(flush);
        changed.add(collection);
      });
      collections.set(options.name, collection);
      return collection;
    },
    async load() {
      if (file === undefined) return;
      try {
        await replay(file);
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        console.warn("The sandbox can't read the state of an older version and starts with an empty one.");
        clear();
      }
      journal = createJournal(file, allLines());
    },
    clear,
    close() {
      flush();
      journal?.close();
      journal = undefined;
    },
  };
}
