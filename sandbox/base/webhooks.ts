import { setMaxListeners } from "node:events";
import http from "node:http";
import https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { PROVIDERS, type ProviderModule, type ProviderName } from "./provider-module";
import type { Store } from "./store";

export const WEBHOOK_MODES = ["deliver", "hold", "drop", "duplicate", "reverse", "delay"] as const;
/**
 * The delivery of events sent from now on. `hold`: held until released; `drop`: never delivered; `duplicate`: two copies at once;
 * `reverse`: events of the same moment arrive in reverse order; `delay`: late.
 */
export type WebhookMode = (typeof WEBHOOK_MODES)[number];

const eventSchema = z.object({
  id: z.string(),
  provider: z.enum(PROVIDERS),
  type: z.string(),
  /** The raw body, which the signature covers. */
  body: z.string(),
  sentAt: z.iso.datetime(),
  /** `waiting`: being delivered, or about to be retried; `failed`: given up after the last retry. */
  state: z.enum(["waiting", "held", "dropped", "delivered", "failed"]),
  /** The shop's HTTP status for each try; 0 if it did not answer. */
  answers: z.array(z.int()),
});
export type WebhookEvent = Readonly<z.infer<typeof eventSchema>>;

/** About 1,000 delivered events, which are only for display, and four times as many that the shop still needs. */
const MAX_LENGTH = 3_000_000;

export type WebhookTiming = {
  /** The pause before each retry; the event is given up after the last. */
  retryDelaysMs: readonly number[];
  delayMs: number;
  /** In reverse mode, events this close to each other count as being of the same moment. */
  reverseWindowMs: number;
};
export const DEFAULT_TIMING: WebhookTiming = { retryDelaysMs: [100, 500, 2000], delayMs: 3000, reverseWindowMs: 300 };

const TIMEOUT_MS = 30_000;

export type Webhooks = {
  mode: WebhookMode;
  /** Delivers an event according to the current mode. */
  send(event: { id: string; provider: ProviderName; type: string; body: string }): void;
  /** The stored events, oldest first. */
  list(): readonly WebhookEvent[];
  /** Delivers events now, in any state: those with the given ids, in that order, or all held ones. */
  release(ids?: readonly string[]): void;
  /** An event as it would be posted now, for tests that deliver it to the shop themselves. */
  signed(id: string): { path: string; body: string; headers: Readonly<Record<string, string>> };
  /** Resolves when no delivery is in progress; held and dropped events are unaffected. */
  settled(): Promise<void>;
  /** Delivers the events that were waiting when the sandbox last ended. */
  resume(): void;
  /** Stops all deliveries; events sent from now on are delivered normally. */
  reset(): void;
  close(): void;
};

/** Posts the providers' events to the shop, and retries until it answers 2xx. */
export function createWebhooks(setting: {
  shopUrl: string;
  now(): Date;
  timing: WebhookTiming;
  store: Pick<Store, "collection">;
  findProvider(name: ProviderName): ProviderModule;
}): Webhooks {
  const { shopUrl, now, timing } = setting;
  const events = setting.store.collection({
    name: "webhooks",
    schema: eventSchema,
    limit: MAX_LENGTH,
    isOpen: ({ state }) => state !== "delivered",
  });
  let reversed: WebhookEvent[] = [];
  let reverseTimer: NodeJS.Timeout | undefined;
  let closing = newClosing();
  const deliveries = new Set<Promise<void>>();

  function signed(event: WebhookEvent) {
    const { webhook } = setting.findProvider(event.provider);
    if (webhook === undefined) throw new Error(`${event.provider} sends no webhooks`);
    const headers = { "content-type": "application/json", ...webhook.sign(event, now()) };
    return { path: webhook.path, body: event.body, headers };
  }

  /** Posts an event and returns the shop's HTTP status; 0 if it is down or silent, in which case the event is retried. */
  function post(event: WebhookEvent, stop: AbortSignal): Promise<number> {
    const { path, body, headers } = signed(event);
    const url = new URL(path, shopUrl);
    const client = url.protocol === "https:" ? https : http;
    return new Promise((resolve) => {
      const request = client.request(url, { method: "POST", headers, signal: stop, timeout: TIMEOUT_MS }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on("timeout", () => request.destroy()).on("error", () => resolve(0));
      request.end(body);
    });
  }

  async function deliver(event: WebhookEvent, firstDelayMs: number): Promise<void> {
    const stop = closing.signal;
    events.update(event, { state: "waiting" });
    for (const delayMs of [firstDelayMs, ...timing.retryDelaysMs]) {
      await sleep(delayMs, undefined, { signal: stop }).catch(() => {}); // Rejects when aborted, which the next line checks.
      if (stop.aborted) return;
      const status = await post(event, stop);
      if (stop.aborted) return;
      const delivered = status >= 200 && status < 300;
      events.update(event, { answers: [...event.answers, status], ...(delivered && { state: "delivered" }) });
      if (delivered) return;
    }
    if (event.state === "waiting") events.update(event, { state: "failed" });
  }

  function start(delivery: Promise<void>): void {
    deliveries.add(delivery);
    void delivery.finally(() => deliveries.delete(delivery));
  }

  async function deliverInTurn(batch: readonly WebhookEvent[]): Promise<void> {
    for (const event of batch) await deliver(event, 0);
  }

  function flushReversed(): void {
    clearTimeout(reverseTimer);
    const batch = reversed.toReversed();
    reversed = [];
    start(deliverInTurn(batch));
  }

  function stop(): void {
    clearTimeout(reverseTimer);
    reversed = [];
    closing.abort();
  }

  function getEvent(id: string): WebhookEvent {
    const event = events.get(id);
    if (event === undefined) throw new Error(`no event ${id}`);
    return event;
  }

  const webhooks: Webhooks = {
    mode: "deliver",
    send({ id, provider, type, body }) {
      const event: WebhookEvent = { id, provider, type, body, sentAt: now().toISOString(), state: "waiting", answers: [] };
      events.add(event);
      if (webhooks.mode === "hold") events.update(event, { state: "held" });
      else if (webhooks.mode === "drop") events.update(event, { state: "dropped" });
      else if (webhooks.mode === "reverse") {
        reversed.push(event);
        clearTimeout(reverseTimer);
        reverseTimer = setTimeout(flushReversed, timing.reverseWindowMs);
      } else {
        start(deliver(event, webhooks.mode === "delay" ? timing.delayMs : 0));
        if (webhooks.mode === "duplicate") start(deliver(event, 0));
      }
    },
    list: events.list,
    release(ids) {
      start(deliverInTurn(ids?.map(getEvent) ?? events.list().filter(({ state }) => state === "held")));
    },
    signed: (id) => signed(getEvent(id)),
    async settled() {
      if (reversed.length > 0) flushReversed();
      while (deliveries.size > 0) await Promise.all(deliveries);
    },
    resume() {
      for (const event of events.list()) if (event.state === "waiting") start(deliver(event, 0));
    },
    reset() {
      stop();
      closing = newClosing();
      webhooks.mode = "deliver";
    },
    close: stop,
  };
  return webhooks;
}

/** Aborts any number of deliveries at once. */
function newClosing(): AbortController {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  return closing;
}
