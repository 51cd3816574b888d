import { createReadStream } from "node:fs";
import { UnreadableFile } from "./rows";

const SAVE_AS_UTF8 = "Save it as “CSV UTF-8” and import it again.";

/**
 * Reads the whole file to check that it is UTF-8 before anything of it is imported. A byte order mark is allowed.
 * @throws {UnreadableFile} naming the encoding and the line
 */
export async function checkEncoding(file: string): Promise<void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let isFirst = true;
  for await (const chunk of createReadStream(file)) {
    const bytes: Buffer = chunk;
    if (isFirst && isUtf16(bytes)) throw new UnreadableFile(`The file is in UTF-16, not UTF-8. ${SAVE_AS_UTF8}`);
    isFirst = false;
    let from = 0;
    while (from < bytes.length) {
      const end = bytes.indexOf(10, from);
      const upTo = end === -1 ? bytes.length : end + 1;
      try {
        decoder.decode(bytes.subarray(from, upTo), { stream: true });
      } catch {
        throw new UnreadableFile(`Line ${line} is not UTF-8: the file is probably in Latin-1 or Windows-1252. ${SAVE_AS_UTF8}`);
      }
      if (end !== -1) line += 1;
      from = upTo;
    }
  }
}

/** Detects UTF-16 by its byte order mark or by the zero bytes in its ASCII letters. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || bytes.subarray(0, 64).includes(0);
}
