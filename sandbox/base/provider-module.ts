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
 * `…Environment(url)`, the shop's variables that lead to it; `start-sandbox.ts` mounts both. It answers requests through its routes,
 * sends events through `core.webhooks`, keeps its records in `core.store`, and leaves faults, delivery and saving to them.
 */
export type ProviderModule = {
  name: ProviderName;
  routes: readonly Route[];
  /** The provider's own error 500, in its own format; nothing else is done. */
  serverError(route: Route, request: SandboxRequest): Answer;
  /** Where its webhooks go in the shop, and how they are signed; absent where it sends none. */
  webhook?: {
    path: string;
    /** The headers of a delivery made now. */
    sign(event: { id: string; body: string }, now: Date): Readonly<Record<string, string>>;
  };
  /** At most `limit` rows; absent where there is nothing to show. */
  overview?(limit: number): Overview;
  /** Its records, for `GET /_sandbox/state`. */
  state?(): unknown;
  /** Continues what was in progress when the sandbox last ended. */
  resume?(): void;
  /** Forgets what it keeps outside the store. */
  reset?(): void;
};
