import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "@/db/listen";
import { HEARTBEAT, listRevalidated, REMEMBERED_HOURS, sendHeartbeat } from "@/lib/catalog/revalidate-tags";
import { tags } from "@/lib/catalog/tags";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { subkeys } from "@/lib/core/secrets";
import { database } from "./database";

const RETRY_MS = 1000;
/** Above this number at once, as after an import, dropping everything is less work. */
const MANY_TAGS = 1000;
const HEARTBEAT_MS = 30_000;

/**
 * Drops changed tags from this process's cache once their transaction has committed. A heartbeat shows until when nothing was
 * missed: after an outage only the changes since then are dropped, so other pages remain usable. The first connection drops
 * everything, including the empty pages of a build without a database.
 */
export function purgeOnChange(): void {
  const waiting = new Set<string>();
  let sending = false;
  let heardUntil: string | undefined;
  let heardAt = performance.now();

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
        await sleep(RETRY_MS);
      }
    }
    sending = false;
  }

  function changed(...names: readonly string[]) {
    for (const tag of names) waiting.add(tag);
    void send();
  }

  async function catchUp() {
    for (;;) {
      try {
        changed(...(await missedSince(heardUntil)));
        return await sendHeartbeat(database());
      } catch (error) {
        log.warn({ err: error }, "can't read the changes that were missed; trying again");
        await sleep(RETRY_MS);
      }
    }
  }

  function hear(payload: string) {
    heardAt = performance.now();
    if (payload.startsWith(HEARTBEAT)) heardUntil = payload.slice(HEARTBEAT.length);
    else changed(payload);
  }

  const { DIRECT_DATABASE_URL, DATABASE_URL } = env();
  function connect() {
    const { firstTry, stop } = listen(DIRECT_DATABASE_URL ?? DATABASE_URL, "revalidate", {
      onNotification: hear,
      onListening: () => void catchUp(),
    });
    firstTry.catch((error: unknown) => log.error({ err: error }, "can't listen for changes of the catalogue yet; trying again"));
    return stop;
  }
  let stop = connect();
  setInterval(() => {
    // The driver reconnects by itself, but not always.
    if (performance.now() - heardAt > 3 * HEARTBEAT_MS) {
      heardAt = performance.now();
      void stop();
      stop = connect();
    }
    sendHeartbeat(database()).catch((error: unknown) => log.warn({ err: error }, "no heartbeat could be sent"));
  }, HEARTBEAT_MS).unref();
}

/** The tags that changed since a time of the database; all, where it is unknown or too long ago. */
async function missedSince(time: string | undefined): Promise<readonly string[]> {
  if (time === undefined || Date.now() - Date.parse(time) > REMEMBERED_HOURS * 3_600_000) return [tags.root];
  const missed = await listRevalidated(database(), time, MANY_TAGS + 1);
  return missed.length > MANY_TAGS ? [tags.root] : missed;
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
