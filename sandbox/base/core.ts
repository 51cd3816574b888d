import type { Store } from "./store";
import type { Webhooks } from "./webhooks";

/** The services that every provider on the sandbox shares. */
export type Core = {
  /** The sandbox's own address, without a trailing slash. */
  url(): string;
  shopUrl: string;
  now(): Date;
  store: Pick<Store, "collection">;
  webhooks: Pick<Webhooks, "send" | "list">;
};
