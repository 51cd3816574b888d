import { listen } from "@/db/listen";
import { tags } from "@/lib/catalog/tags";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { subkeys } from "@/lib/core/secrets";

const RETRY_MS = 1000;
/** Above this number at once, as after an import, dropping everything is less work. */
const MANY_TAGS = 1000;

/**
 * Drops changed tags from this process's cache once their transaction has committed. Changes may be missed while
 * disconnected, so every (re)connection drops everything, including the empty pages of a build without a database.
 */
export function purgeOnChange(): void {
  const waiting = new Set<string>();
  let sending = false;

  async function send() {
    if (sending) return;
    sending = true;
    while (waiting.size > 0) {
      const batch = waiting.size > MANY_TAGS ? [tags.root] : [...waiting];
      waiting.clear();
      try {
        await dropCached(batch);
      } catch (error) {
        log.warn({ err: error, tags: batch.length }, "could not drop cached pages; trying again");
        for (const tag of batch) waiting.add(tag);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    sending = false;
  }

  function changed(tag: string) {
    waiting.add(tag);
    void send();
  }

  const { DIRECT_DATABASE_URL, DATABASE_URL } = env();
  const { firstTry } = listen(DIRECT_DATABASE_URL ?? DATABASE_URL, "revalidate", {
    onNotification: changed,
    onListening: () => changed(tags.root),
  });
  firstTry.catch((error: unknown) => log.error({ err: error }, "can't listen for changes of the catalogue yet; trying again"));
}

/** The bearer token of /api/revalidate, for the shop's own servers. */
export function revalidationSecret(): string {
  return subkeys("revalidation")[0].toString("base64url");
}

/** Sends the server a request to itself, as `revalidateTag` only works inside one. Next always sets PORT to the port it listens on. */
async function dropCached(batch: readonly string[]): Promise<void> {
  const { INTERNAL_URL = `http://localhost:${process.env.PORT ?? 3000}` } = env();
  const response = await fetch(`${INTERNAL_URL}/api/revalidate`, {
    method: "POST",
    headers: { Authorization: `Bearer ${revalidationSecret()}`, "Content-Type": "application/json" },
    body: JSON.stringify({ tags: batch }),
  });
  if (!response.ok) throw new Error(`the server answered itself with ${response.status}`);
}
