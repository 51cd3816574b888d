import { env } from "@/lib/core/env";
import { findOnlineMethod, ONLINE_METHODS, type OnlineMethod } from "./methods";
import type { OnlineProvider } from "./port/online-provider";
import type { ProviderScript, ProviderSources } from "./port/payment-terms";
import { METHODS } from "./registry";

const opened = new Map<string, Promise<OnlineProvider | undefined>>();

/** Finds a provider by name; undefined if there is none or the shop has no keys for it. */
export async function findOnlineProvider(name: string): Promise<OnlineProvider | undefined> {
  const method = findOnlineMethod(name);
  if (!method) return undefined;
  const provider = opened.get(name) ?? METHODS[method].open(env());
  opened.set(name, provider);
  return await provider;
}

/** Lists the providers that the shop has keys for. */
export async function listOnlineProviders(): Promise<OnlineProvider[]> {
  const found = await Promise.all(ONLINE_METHODS.map((method) => findOnlineProvider(METHODS[method].source)));
  return found.filter((provider) => provider !== undefined);
}

/** Returns the details a page needs to load the providers' scripts, by method. */
export function providerScripts(): Partial<Record<OnlineMethod, ProviderScript>> {
  return Object.fromEntries(
    ONLINE_METHODS.flatMap((method) => {
      const script = METHODS[method].script(env());
      return script ? [[method, script]] : [];
    }),
  );
}

/** Returns the origins that a payment page's policies must allow, for all providers together. */
export function providerSources(): ProviderSources {
  const sources = ONLINE_METHODS.map((method) => METHODS[method].allows(env()));
  return {
    frames: sources.flatMap(({ frames }) => frames),
    calls: sources.flatMap(({ calls }) => calls),
    pictures: sources.flatMap(({ pictures }) => pictures),
    wallets: sources.flatMap(({ wallets }) => wallets),
  };
}
