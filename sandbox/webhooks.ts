import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { PROVIDERS, type ProviderModule, type ProviderName } from "./provider-module";

export const WEBHOOK_MODES = ["deliver", "hold", "drop", "duplicate", "reverse", "delay"] as const;
/**
 * What becomes of events that are sent from now on. `hold`: kept until released; `drop`: never delivered; `duplicate`: two
 * copies at once; `reverse`: those of one moment arrive last first; `delay`: late.
 */
export type WebhookMode = (typeof WEBHOOK_MODES)[number];

const eventSchema = z.object({
  id: z.string(),
  provider: z.enum(PROVIDERS),
  type: z.string(),
  /** The raw body, which the signature is made over. */
  body: z.string(),
  sentAt: z.iso.datetime(),
  /** `waiting`: on its way or about to be tried again; `failed`: given up after its last retry. */
  state: z.enum(["waiting", "held", "dropped", "delivered", "failed"]),
  /** What the shop answered, one for each try; 0 where it did not answer. */
  answers: z.array(z.int()),
});
export type WebhookEvent = z.infer<typeof eventSchema>;

export type WebhookTiming = {
  /** How long after each unanswered try the next one comes; given up after the last. */
  retryDelaysMs: readonly number[];
  delayMs: number;
  /** In reverse mode: events this close to each other count as of one moment. */
  reverseWindowMs: number;
};
export const DEFAULT_TIMING: WebhookTiming = { retryDelaysMs: [100, 500, 2000], delayMs: 3000, reverseWindowMs: 300 };

export type Webhooks = {
  mode: WebhookMode;
  /** Hands an event over for delivery, by the mode of this moment. */
  send(event: { id: string; provider: ProviderName; type: string; body: string }): void;
  /** All events since the start, oldest first. */
  list(): readonly WebhookEvent[];
  /** What a provider wanted to tell and no delivery of which succeeded (yet), oldest first. */
  listUndelivered(provider: ProviderName): readonly WebhookEvent[];
  /** Delivers held, dropped or failed events, also delivered ones again: those named, in this order, or all that are held. */
  release(ids?: readonly string[]): void;
  /** An event as it would be posted now, for tests that bring it to the shop themselves. */
  signed(id: string): { path: string; body: string; headers: Readonly<Record<string, string>> };
  /** When nothing is on its way any more; what is held or dropped stays so. */
  settled(): Promise<void>;
  save(): unknown;
  restore(saved: unknown): void;
  close(): void;
};

/** Brings providers' events to the shop, over HTTP, and tries again until it answers 2xx. */
export function createWebhooks(setting: {
  shopUrl: string;
  now(): Date;
  timing: WebhookTiming;
  findProvider(name: ProviderName): ProviderModule;
  changed(): void;
}): Webhooks {
  const { shopUrl, now, timing } = setting;
  let events: WebhookEvent[] = [];
  let reversed: WebhookEvent[] = [];
  let reverseTimer: NodeJS.Timeout | undefined;
  let closing = newClosing();
  const underway = new Set<Promise<void>>();

  function signed(event: WebhookEvent) {
    const { webhook } = setting.findProvider(event.provider);
    if (webhook === undefined) throw new Error(`${event.provider} sends no webhooks`);
    const headers = { "content-type": "application/json", ...webhook.sign(event, now()) };
    return { path: webhook.path, body: event.body, headers };
  }

  async function post(event: WebhookEvent, stop: AbortSignal): Promise<boolean> {
    const { path, body, headers } = signed(event);
    const signal = AbortSignal.any([stop, AbortSignal.timeout(30_000)]);
    const status = await fetch(new URL(path, shopUrl), { method: "POST", body, headers, signal, redirect: "manual" }).then(
      async (response) => {
        await response.body?.cancel();
        return response.status;
      },
      () => 0, // The shop is down or silent: what retries are for.
    );
    if (stop.aborted) return false;
    event.answers.push(status);
    return status >= 200 && status < 300;
  }

  async function deliver(event: WebhookEvent, firstDelayMs: number): Promise<void> {
    const stop = closing.signal;
    event.state = "waiting";
    for (const delayMs of [firstDelayMs, ...timing.retryDelaysMs]) {
      await sleep(delayMs, undefined, { signal: stop }).catch(() => {}); // Stopped: seen below.
      if (stop.aborted) return;
      const delivered = await post(event, stop);
      if (stop.aborted) return;
      if (delivered) event.state = "delivered";
      setting.changed();
      if (delivered) return;
    }
    if (event.state === "waiting") event.state = "failed";
    setting.changed();
  }

  function start(work: Promise<void>): void {
    underway.add(work);
    void work.finally(() => underway.delete(work));
  }

  function flushReversed(): void {
    clearTimeout(reverseTimer);
    const batch = reversed.toReversed();
    reversed = [];
    start(inTurn(batch));
  }

  async function inTurn(batch: readonly WebhookEvent[]): Promise<void> {
    for (const event of batch) await deliver(event, 0);
  }

  function find(id: string): WebhookEvent {
    const event = events.find((one) => one.id === id);
    if (event === undefined) throw new Error(`no event ${id}`);
    return event;
  }

  const webhooks: Webhooks = {
    mode: "deliver",
    send({ id, provider, type, body }) {
      const event: WebhookEvent = { id, provider, type, body, sentAt: now().toISOString(), state: "waiting", answers: [] };
      events.push(event);
      if (webhooks.mode === "hold") event.state = "held";
      else if (webhooks.mode === "drop") event.state = "dropped";
      else if (webhooks.mode === "reverse") {
        reversed.push(event);
        clearTimeout(reverseTimer);
        reverseTimer = setTimeout(flushReversed, timing.reverseWindowMs);
      } else {
        start(deliver(event, webhooks.mode === "delay" ? timing.delayMs : 0));
        if (webhooks.mode === "duplicate") start(deliver(event, 0));
      }
      setting.changed();
    },
    list: () => events,
    listUndelivered: (provider) => events.filter((event) => event.provider === provider && event.state !== "delivered"),
    release(ids) {
      start(inTurn(ids?.map(find) ?? events.filter(({ state }) => state === "held")));
    },
    signed: (id) => signed(find(id)),
    async settled() {
      if (reversed.length > 0) flushReversed();
      while (underway.size > 0) await Promise.all(underway);
    },
    save: () => events,
    restore(saved) {
      webhooks.close();
      closing = newClosing();
      reversed = [];
      events = z.array(eventSchema).parse(saved);
      for (const event of events) if (event.state === "waiting") start(deliver(event, 0));
    },
    close() {
      clearTimeout(reverseTimer);
      closing.abort();
    },
  };
  return webhooks;
}

/** Stops everything on its way, however many that is. */
function newClosing(): AbortController {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  return closing;
}
