import type { Webhooks } from "./webhooks";

export const PROVIDERS = ["stripe", "paypal", "resend", "upstash"] as const;
export type ProviderName = (typeof PROVIDERS)[number];

export type SandboxRequest = {
  url: URL;
  /** What stands at `:id` in the route's path; empty where it has none. */
  id: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
};

export type Answer = { status: number; headers?: Readonly<Record<string, string>>; body: string };

export type Route = {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** The whole path at the sandbox, at most one part of it `:id`. No two providers share one. */
  path: string;
  /** What a fault names, such as `refunds.create`. */
  operation: string;
  /**
   * Who calls it. `shop`: the shop's server, which faults are for; `browser`: the customer's page, from another origin;
   * `control`: tests and the outcome page. A fault hits the last two only where it names their operation.
   */
  caller: "shop" | "browser" | "control";
  answer(request: SandboxRequest): Answer | Promise<Answer>;
};

/** What the outcome page shows of a provider's payments: a row for each, newest first, with what can be made of it now. */
export type Overview = {
  title: string;
  columns: readonly string[];
  rows: readonly {
    cells: readonly string[];
    /** Buttons that call a control route with these fields. */
    acts: readonly { label: string; path: string; fields?: Readonly<Record<string, string>> }[];
  }[];
};

/** What the core lends to a provider. */
export type Core = {
  /** The sandbox's own address, without a slash at the end. */
  url(): string;
  shopUrl: string;
  now(): Date;
  webhooks: Pick<Webhooks, "send" | "list" | "listUndelivered">;
};

/**
 * One provider on the sandbox. Its folder exports `create…(core): ProviderModule & { …what tests read and do }` and
 * `…Environment(url)`, the shop's variables that lead to it; `start-sandbox.ts` mounts both. It answers requests by its routes,
 * tells what happened by `core.webhooks.send`, and leaves faults, delivery, retries and saving to the core.
 */
export type ProviderModule = {
  name: ProviderName;
  routes: readonly Route[];
  /** What it says when it fails by its own fault (500), in its own shape; nothing else is done. */
  serverError(route: Route, request: SandboxRequest): Answer;
  /** Where its webhooks go in the shop, and what proves them; absent where it sends none. */
  webhook?: {
    path: string;
    /** The headers of a delivery made now. */
    sign(event: { id: string; body: string }, now: Date): Readonly<Record<string, string>>;
  };
  /** Absent where nothing is to be seen of it. */
  overview?(): Overview;
  /** Everything it remembers, as JSON. */
  save(): unknown;
  /** Takes back what `save` gave, in place of everything remembered so far. */
  restore(saved: unknown): void;
};
