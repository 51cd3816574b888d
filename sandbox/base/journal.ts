import { appendFileSync, closeSync, createReadStream, existsSync, openSync, renameSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseJson } from "./http";

/** A shorter journal is not worth rewriting. */
const LONG_BYTES = 4 * 2 ** 20;
const CHUNK_LENGTH = 64 * 2 ** 10;

/** An append-only file of lines, rewritten from time to time to remove outdated ones. */
export type Journal = {
  /** The line is in the file when this returns, so it survives even SIGKILL. */
  append(line: string): void;
  /** Whether most of the file is out of date. */
  isLong(): boolean;
  /** Replaces the whole file in one step. */
  rewrite(lines: Iterable<string>): void;
  close(): void;
};

/** Opens a journal whose first lines replace the file's previous content. */
export function createJournal(file: string, lines: Iterable<string>): Journal {
  let descriptor: number;
  let rewritten = 0;
  let appended = 0;

  function write(lines: Iterable<string>): void {
    const fresh = openSync(`${file}.new`, "w");
    rewritten = 0;
    let chunk = "";
    const flush = () => {
      rewritten += Buffer.byteLength(chunk);
      appendFileSync(fresh, chunk);
      chunk = "";
    };
    for (const line of lines) {
      chunk += `${line}\n`;
      if (chunk.length > CHUNK_LENGTH) flush();
    }
    flush();
    closeSync(fresh);
    renameSync(`${file}.new`, file);
    descriptor = openSync(file, "a");
    appended = 0;
  }

  write(lines);
  return {
    append(line) {
      appendFileSync(descriptor, `${line}\n`);
      appended += Buffer.byteLength(line) + 1;
    },
    isLong: () => appended > Math.max(rewritten, LONG_BYTES),
    rewrite(lines) {
      closeSync(descriptor);
      write(lines);
    },
    close: () => closeSync(descriptor),
  };
}

/** The lines of a journal, as JSON values. A line that was cut off when its writer was killed is skipped. */
export async function* readJournal(file: string): AsyncGenerator<unknown> {
  if (!existsSync(file)) return;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const value = parseJson(line);
    if (value !== undefined) yield value;
  }
}
