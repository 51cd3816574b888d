import postgres from "postgres";

/**
 * Receives the `pg_notify` notifications of a channel, over a connection of its own that reconnects after an outage.
 * `onListening` runs on every connect: notifications sent before that were missed. Needs a direct connection, because a
 * transaction pooler doesn't pass notifications on.
 */
export function listen(url: string, channel: string, hear: { onNotification: (payload: string) => void; onListening: () => void }) {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5, backoff: () => 1 });
  // The driver keeps trying after a failure; the promise reports only the first try.
  const firstTry = client.listen(channel, hear.onNotification, hear.onListening);
  return { firstTry, stop: () => client.end({ timeout: 1 }) };
}
