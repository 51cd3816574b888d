import { z } from "zod";
import { json } from "./answers";
import { type Faults, faultSchema } from "./faults";
import type { Answer, ProviderModule, Route, SandboxRequest } from "./provider-module";
import type { Call } from "./server";
import { WEBHOOK_MODES, type Webhooks } from "./webhooks";

/**
 * The sandbox's switches over HTTP, for tests in other processes and the outcome page. Bodies and answers are JSON:
 * `GET /_sandbox/state` everything remembered · `POST /_sandbox/faults` a fault, `DELETE` none any more ·
 * `POST /_sandbox/webhooks` {mode} · `POST /_sandbox/webhooks/release` {ids?} · `POST /_sandbox/settled` answers when nothing is
 * on its way · `POST /_sandbox/reset` forgets everything. What a customer or a bank does stands with each provider, under
 * `/_sandbox/stripe/…` and so on.
 */
export function controlRoutes(sandbox: {
  providers: readonly ProviderModule[];
  faults: Faults;
  webhooks: Webhooks;
  calls(): readonly Call[];
  reset(): void;
}): Route[] {
  const { faults, webhooks } = sandbox;
  const control = (method: Route["method"], path: string, answer: Route["answer"]): Route => ({
    method,
    path,
    operation: path,
    caller: "control",
    answer,
  });
  return [
    control("GET", "/_sandbox/state", () =>
      json(200, {
        ...Object.fromEntries(sandbox.providers.map((provider) => [provider.name, provider.save()])),
        webhooks: { mode: webhooks.mode, events: webhooks.list() },
        faults: faults.list(),
        calls: sandbox.calls(),
      }),
    ),
    control("POST", "/_sandbox/faults", (request) =>
      given(request, faultSchema, (fault) => {
        faults.add(fault);
      }),
    ),
    control("DELETE", "/_sandbox/faults", () => {
      faults.clear();
      return json(200, {});
    }),
    control("POST", "/_sandbox/webhooks", (request) =>
      given(request, z.strictObject({ mode: z.enum(WEBHOOK_MODES) }), ({ mode }) => {
        webhooks.mode = mode;
      }),
    ),
    control("POST", "/_sandbox/webhooks/release", (request) =>
      given(request, z.strictObject({ ids: z.array(z.string()).optional() }), ({ ids }) => webhooks.release(ids)),
    ),
    control("POST", "/_sandbox/settled", async () => {
      await webhooks.settled();
      return json(200, {});
    }),
    control("POST", "/_sandbox/reset", () => {
      sandbox.reset();
      return json(200, {});
    }),
  ];
}

/** Runs a control call whose body fits; answers with what the work gave. */
export function given<T>(request: SandboxRequest, schema: z.ZodType<T>, work: (body: T) => unknown): Answer {
  const parsed = schema.safeParse(parseJson(request.body));
  if (!parsed.success) return json(400, { error: { message: z.prettifyError(parsed.error) } });
  return json(200, work(parsed.data) ?? {});
}

function parseJson(body: string): unknown {
  try {
    return body === "" ? {} : JSON.parse(body);
  } catch {
    return undefined;
  }
}
