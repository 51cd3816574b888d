import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import Tinypool from "tinypool";
import { log } from "@/lib/core/log";
import type { PrintedDocument } from "@/lib/invoices/printed-document";

const TIMEOUT_MS = 60_000;
const IDLE_MS = 60_000;
const MAX_HEAP_MB = 512;

const built = process.env.NODE_ENV === "production";
/** The bundle that `npm run build` makes, or else the source. */
const MODULE = path.resolve(
  /* turbopackIgnore: true */ built
    ? `${process.env.NEXT_DIST_DIR ?? ".next"}-commands/render-pdf.mjs`
    : "lib/invoices/pdf/render-source.mjs",
);

let pool: Tinypool | undefined;
let version: Promise<string> | undefined;

/** Renders a document in a worker thread. Throws an `AbortError` if it isn't ready within a minute. */
export async function renderInWorker(document: PrintedDocument): Promise<Uint8Array> {
  pool ??= openPool();
  return await pool.run(document, { name: "renderPdf", signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/** A hash of all code, words and typography that a document's PDF is made of; in development it changes with each start. */
export async function layoutVersion(): Promise<string> {
  version ??= built
    ? readFile(MODULE).then((bundle) => createHash("sha256").update(bundle).digest("base64url"))
    : Promise.resolve(randomUUID());
  return await version;
}

/** One thread, because rendering fills a processor and shoppers' requests need the others. It ends when idle, to free its memory. */
function openPool(): Tinypool {
  const opened = new Tinypool({
    filename: MODULE,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  // Without a listener, a thread that fails to start would end the whole process.
  opened.on("error", (error) => log.error({ err: error }, "the thread that renders PDFs failed"));
  return opened;
}
