import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";

/** Keeps a state in a file: `soon` after a change, many of which are written at once, and `now` at the end. */
export function saver(file: string | undefined, state: () => unknown): { soon(): void; now(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  async function write(): Promise<void> {
    if (file === undefined) return;
    await writeFile(`${file}.new`, JSON.stringify(state()));
    await rename(`${file}.new`, file);
  }
  function now(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  }
  return {
    soon() {
      if (file !== undefined) timer ??= setTimeout(() => void now(), 50);
    },
    now,
  };
}

/** What `saver` wrote, or undefined where there is nothing yet. */
export async function readSaved(file: string | undefined): Promise<Record<string, unknown> | undefined> {
  if (file === undefined || !existsSync(file)) return undefined;
  return z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, "utf8")));
}
