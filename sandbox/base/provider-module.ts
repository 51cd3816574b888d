import type { Answer, Route, SandboxRequest } from "./http";

export const PROVIDERS = ["stripe", "paypal", "resend", "upstash"] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** A provider's payments on the outcome page: one row each, newest first, with the actions that are possible now. */
export type Overview = {
  title: string;
  columns: readonly string[];
  rows: readonly { cells: readonly string[]; actions: readonly Action[] }[];
};

/** A button that calls a control route with these fields. */
export type Action = { label: string; path: string; fields?: Readonly<Record<string, string>> };

/**
 * One provider on the sandbox. Its folder exports `create…(core): ProviderModule & { …what tests read and do }` and
 * `…Environment(url)`, the shop's variables that point to it; `start-sandbox.ts` mounts both. It answers requests through its routes,
 * sends events through `core.webhooks` and stores its records in `core.store`; faults, delivery and saving are handled for it.
 */
export type ProviderModule = {
  name: ProviderName;
  routes: readonly Route[];
  /** The provider's error 500, in its own format; it has no other effect. */
  serverError(route: Route, request: SandboxRequest): Answer;
  /** The provider's error 404; absent if the shop asks it for no object. */
  notFound?(): Answer;
  /** The shop's path for its webhooks, and their signature; absent if it sends none. */
  webhook?: {
    path: string;
    /** The headers of a delivery made now. */
    sign(event: { id: string; body: string }, now: Date): Readonly<Record<string, string>>;
  };
  /** At most `limit` rows; absent if there is nothing to show. */
  overview?(limit: number): Overview;
  /** Its records, for `GET /_sandbox/state`. */
  state?(): unknown;
  /** Continues the work in progress when the sandbox last ended. */
  resume?(): void;
  /** Clears its state outside the store. */
  reset?(): void;
};
