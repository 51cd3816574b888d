import { z } from "zod";
import type { Route } from "./base/http";
import { PROVIDERS, type ProviderName } from "./base/provider-module";

export const faultSchema = z.strictObject({
  provider: z.enum(PROVIDERS),
  /** Where left out, the next call of the shop's server, whatever it is. */
  operation: z.string().optional(),
  /**
   * `error`: 500, and nothing is done; `timeout`: no answer at all, and nothing is done; `reset`: the connection is cut, and nothing is
   * done; `answer_lost`: the work is done, then the connection is cut.
   */
  kind: z.enum(["error", "timeout", "reset", "answer_lost"]),
  times: z.coerce.number<number | string>().int().min(1).default(1),
});

export type Fault = z.infer<typeof faultSchema>;

export type Faults = {
  add(fault: z.input<typeof faultSchema>): void;
  clear(): void;
  /** The faults still to come. */
  list(): readonly Fault[];
  /** The fault that this call meets, and uses up. */
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
