import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const FOLDER = path.resolve(import.meta.dirname, "../../shared/specs");

/** A provider's own description of its API, which is no part of this project; undefined where it does not lie beside it. */
export function readDescription(file: string): unknown {
  const at = path.join(FOLDER, file);
  return existsSync(at) ? JSON.parse(readFileSync(at, "utf8")) : undefined;
}
