import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { isLoopback } from "@/lib/core/env";
import { UserError } from "@/lib/core/user-error";
import type { Core } from "./base/core";
import type { ProviderModule } from "./base/provider-module";
import { createStore } from "./base/store";
import { createWebhooks, DEFAULT_TIMING, type Webhooks, type WebhookTiming } from "./base/webhooks";
import { controlRoutes } from "./control";
import { createFaults, type Faults } from "./faults";
import { createPayPal, type PayPalSandbox, paypalEnvironment } from "./paypal/create-paypal";
import { createResend, type ResendSandbox, resendEnvironment } from "./resend/create-resend";
import { type Call, createServer } from "./server";
import { createStripe, type StripeSandbox, stripeEnvironment } from "./stripe/create-stripe";
import { createUpstash } from "./upstash/create-upstash";

export type SandboxSetting = {
  /** 0 takes any free port. */
  port: number;
  /** The shop's address, where webhooks go. */
  shopUrl: string;
  /** The file that stores everything beyond a restart; without it, everything is only in memory. */
  file?: string;
  /** The sandbox's clock; the real one by default. */
  now?: () => Date;
  timing?: Partial<WebhookTiming>;
  /** How long a delayed payment takes to succeed by itself; without it, it waits until it is settled by hand. */
  processingMs?: number;
};

export type Sandbox = {
  url: string;
  faults: Faults;
  webhooks: Webhooks;
  stripe: StripeSandbox;
  paypal: PayPalSandbox;
  resend: ResendSandbox;
  /** The last calls, oldest first. */
  calls(): readonly Call[];
  /** Resolves when no late call is left to do and no webhook delivery is in progress. */
  settled(): Promise<void>;
  /** Discards everything. */
  reset(): void;
  close(): Promise<void>;
};

const MAX_CALLS = 1000;
/** How long after the connection was cut a late call takes effect. */
const LATE_MS = 50;

/**
 * Starts stand-ins for the providers in this process, on loopback.
 * @throws if `shopUrl` is not a loopback address: a real shop must never be paid with play money
 */
export async function startSandbox({
  port,
  shopUrl,
  file,
  now = () => new Date(),
  timing,
  processingMs,
}: SandboxSetting): Promise<Sandbox> {
  if (!isLoopback(shopUrl)) throw new UserError("The sandbox serves only shops on loopback addresses: SITE_URL is another address.");
  let url = "";
  const calls: Call[] = [];
  const faults = createFaults();
  const store = createStore(file);
  const webhooks = createWebhooks({
    shopUrl,
    now,
    timing: { ...DEFAULT_TIMING, ...timing },
    store,
    findProvider(name) {
      const provider = providers.find((one) => one.name === name);
      if (provider === undefined) throw new Error(`no provider ${name}`);
      return provider;
    },
  });
  const core: Core = { url: () => url, shopUrl, now, store, webhooks };
  const stripe = createStripe(core, processingMs);
  const paypal = createPayPal(core, processingMs);
  const resend = createResend(core);
  const providers: readonly ProviderModule[] = [stripe, paypal, resend, createUpstash()];

  function reset(): void {
    faults.clear();
    webhooks.reset();
    store.clear();
    for (const provider of providers) provider.reset?.();
    calls.length = 0;
  }

  const lateCalls = new Set<Promise<unknown>>();
  async function settled(): Promise<void> {
    await Promise.all(lateCalls);
    await webhooks.settled();
  }

  const server = createServer({
    providers,
    own: controlRoutes({ providers, faults, webhooks, calls: () => calls, settled, reset }),
    faults,
    onCall(call) {
      calls.push({ at: now().toISOString(), ...call });
      if (calls.length > MAX_CALLS) calls.shift();
    },
    later(work) {
      const done = sleep(LATE_MS)
        .then(work)
        .finally(() => lateCalls.delete(done));
      lateCalls.add(done);
    },
  });
  await store.load();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  url = `http://127.0.0.1:${address.port}`;
  for (const provider of providers) provider.resume?.();
  webhooks.resume();

  return {
    url,
    faults,
    webhooks,
    stripe,
    paypal,
    resend,
    calls: () => [...calls],
    settled,
    reset,
    async close() {
      webhooks.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      store.close();
    },
  };
}

/** The variables of a shop that uses this sandbox, with test keys. Rate limits have their own variables: `upstashEnvironment`. */
export function sandboxEnvironment(url: string): Record<string, string> {
  return { ...stripeEnvironment(url), ...paypalEnvironment(url), ...resendEnvironment(url) };
}
