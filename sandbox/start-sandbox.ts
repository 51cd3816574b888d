import { once } from "node:events";
import { z } from "zod";
import { isLoopback } from "@/lib/core/env";
import { UserError } from "@/lib/core/user-error";
import { controlRoutes } from "./control";
import { createFaults, type Faults } from "./faults";
import { createPayPal, type PayPalSandbox, paypalEnvironment } from "./paypal/create-paypal";
import type { Core, ProviderModule } from "./provider-module";
import { createResend, type ResendSandbox, resendEnvironment } from "./resend/create-resend";
import { readSaved, saver } from "./saved-state";
import { type Call, createServer } from "./server";
import { createStripe, type StripeSandbox, stripeEnvironment } from "./stripe/create-stripe";
import { createUpstash } from "./upstash/create-upstash";
import { createWebhooks, DEFAULT_TIMING, type Webhooks, type WebhookTiming } from "./webhooks";

export type SandboxSetting = {
  /** 0 takes any that is free. */
  port: number;
  /** Where webhooks go: the shop's address. */
  shopUrl: string;
  /** Remembers everything in this file, beyond a restart. */
  file?: string;
  /** The sandbox's clock; the real one where left out. */
  now?: () => Date;
  timing?: Partial<WebhookTiming>;
  /** How long a delayed payment takes to succeed by itself; left out: until it is told to. */
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
  /** When no webhook is on its way any more. */
  settled(): Promise<void>;
  /** Forgets everything. */
  reset(): void;
  close(): Promise<void>;
};

const CALLS_KEPT = 1000;

/**
 * Stand-ins for the providers, in this process, on loopback.
 * @throws where `shopUrl` can be reached from elsewhere: nobody should ever pay with play money in a real shop.
 */
export async function startSandbox({
  port,
  shopUrl,
  file,
  now = () => new Date(),
  timing,
  processingMs,
}: SandboxSetting): Promise<Sandbox> {
  if (!isLoopback(shopUrl)) throw new UserError("The sandbox serves only shops on loopback addresses: SITE_URL leads elsewhere.");
  let url = "";
  let calls: Call[] = [];
  const faults = createFaults();
  const saving = saver(file, () => ({
    webhooks: webhooks.save(),
    ...Object.fromEntries(providers.map((provider) => [provider.name, provider.save()])),
  }));
  const webhooks = createWebhooks({
    shopUrl,
    now,
    timing: { ...DEFAULT_TIMING, ...timing },
    findProvider(name) {
      const provider = providers.find((one) => one.name === name);
      if (provider === undefined) throw new Error(`no provider ${name}`);
      return provider;
    },
    changed: saving.soon,
  });
  const core: Core = { url: () => url, shopUrl, now, webhooks };
  const stripe = createStripe(core, processingMs);
  const paypal = createPayPal(core, processingMs);
  const resend = createResend(core);
  const providers: readonly ProviderModule[] = [stripe, paypal, resend, createUpstash()];

  const blank = providers.map((provider) => JSON.stringify(provider.save()));
  function restoreBlank(): void {
    for (const [index, provider] of providers.entries()) provider.restore(JSON.parse(blank[index] ?? ""));
  }
  function reset(): void {
    faults.clear();
    webhooks.mode = "deliver";
    webhooks.restore([]);
    restoreBlank();
    calls = [];
    saving.soon();
  }

  const saved = await readSaved(file);
  try {
    for (const provider of providers) if (saved?.[provider.name] !== undefined) provider.restore(saved[provider.name]);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    console.warn("The sandbox can't read what it kept in an older version, and begins anew.");
    restoreBlank();
  }

  const server = createServer({
    providers,
    own: controlRoutes({ providers, faults, webhooks, calls: () => calls, settled: webhooks.settled, reset }),
    faults,
    called(call) {
      calls = [...calls.slice(1 - CALLS_KEPT), { at: now().toISOString(), ...call }];
      saving.soon();
    },
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  url = `http://127.0.0.1:${address.port}`;
  if (saved?.webhooks !== undefined) webhooks.restore(saved.webhooks);

  return {
    url,
    faults,
    webhooks,
    stripe,
    paypal,
    resend,
    calls: () => calls,
    settled: webhooks.settled,
    reset,
    async close() {
      webhooks.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      await saving.now();
    },
  };
}

/** The variables of a shop that uses this sandbox, with test keys. Rate limits have theirs apart: `upstashEnvironment`. */
export function sandboxEnvironment(url: string): Record<string, string> {
  return { ...stripeEnvironment(url), ...paypalEnvironment(url), ...resendEnvironment(url) };
}
