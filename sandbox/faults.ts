import { z } from "zod";
import type { Route } from "./base/http";
import { PROVIDERS, type ProviderName } from "./base/provider-module";

export const faultSchema = z.strictObject({
  provider: z.enum(PROVIDERS),
  /** If absent, the fault affects the next call of the shop's server, whichever it is. */
  operation: z.string().optional(),
  /**
   * `error`: answers 500 and does nothing; `timeout`: never answers and does nothing; `reset`: cuts the connection and does nothing;
   * `answer_lost`: does the work, then cuts the connection; `late`: cuts the connection, then does the work; `unknown`: answers
   * 404, as a provider does when it is asked with another account's keys.
   */
  kind: z.enum(["error", "timeout", "reset", "answer_lost", "late", "unknown"]),
  times: z.coerce.number<number | string>().int().min(1).default(1),
});

export type Fault = z.infer<typeof faultSchema>;

export type Faults = {
  add(fault: z.input<typeof faultSchema>): void;
  clear(): void;
  /** The faults not used up yet. */
  list(): readonly Fault[];
  /** Returns the fault for this call, and uses it up. */
  take(provider: ProviderName, route: Pick<Route, "operation" | "caller">): Fault["kind"] | undefined;
};

export function createFaults(): Faults {
  let waiting: Fault[] = [];
  return {
    add: (fault) => void waiting.push(faultSchema.parse(fault)),
    clear: () => {
      waiting = [];
    },
    list: () => waiting,
    take(provider, { operation, caller }) {
      const fault = waiting.find(
        (one) => one.provider === provider && (one.operation === undefined ? caller === "shop" : one.operation === operation),
      );
      if (fault === undefined) return undefined;
      fault.times -= 1;
      waiting = waiting.filter(({ times }) => times > 0);
      return fault.kind;
    },
  };
}
