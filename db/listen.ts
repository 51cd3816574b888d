import postgres from "postgres";

/**
 * Hears what `pg_notify` says on a channel, over a connection of its own that comes back by itself after an outage.
 * `onListening` runs whenever it (again) hears everything: what was said before that was missed.
 * Needs a direct connection: a transaction pooler doesn't pass notifications on.
 */
export function listen(url: string, channel: string, hear: { onNotification: (payload: string) => void; onListening: () => void }) {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10, backoff: () => 1 });
  // The driver goes on trying after a failure; the promise tells only of the first try.
  const firstTry = client.listen(channel, hear.onNotification, hear.onListening);
  return { firstTry, stop: () => client.end({ timeout: 1 }) };
}
