import type { Db } from "@/db/client";
import { BadSignature, ProviderUnreachable } from "@/lib/payments/port/online-provider";
import { findOnlineProvider } from "@/lib/payments/providers";
import { applyEvent, storeEvent } from "./inbox";
import { rejectEvent } from "./reject-event";

/** The answer to a provider. Only `received` ends its retries. */
export type EventAnswer = "received" | "bad_signature" | "not_verifiable_now" | "unknown_provider";

/**
 * Receives a provider's event by its raw body and headers (names in lower case). Answers `received` once the event is stored
 * in the inbox, whether it is applied at once or later by `applyInbox`.
 */
export async function receiveEvent(
  db: Db,
  name: string,
  { body, headers }: { body: string; headers: Readonly<Record<string, string>> },
  now: Date,
): Promise<EventAnswer> {
  const provider = await findOnlineProvider(name);
  if (!provider) return "unknown_provider";
  try {
    const event = await provider.verify(body, headers, now);
    const { id } = await storeEvent(db, provider.name, event, now);
    await applyEvent(db, id, now);
    return "received";
  } catch (error) {
    if (error instanceof ProviderUnreachable) return "not_verifiable_now";
    if (!(error instanceof BadSignature)) throw error;
    await rejectEvent(db, provider.name, error.reason, now);
    return "bad_signature";
  }
}
