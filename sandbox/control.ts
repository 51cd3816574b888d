import { z } from "zod";
import { answerControl } from "./base/answer-control";
import { html, json, type Route, streamedJson } from "./base/http";
import { WEBHOOK_MODES } from "./base/webhooks";
import { faultSchema } from "./faults";
import { type Activity, outcomePage } from "./outcome-page";

const nothing = z.strictObject({});

/**
 * The sandbox's controls over HTTP, for tests in other processes and for the outcome page. Bodies are JSON or forms, answers JSON:
 * `GET /_sandbox/state` returns everything stored · `POST /_sandbox/faults` adds a fault, `/_sandbox/faults/clear` removes all ·
 * `/_sandbox/webhooks` {mode} · `/_sandbox/webhooks/release` {ids?} · `/_sandbox/settled` answers when no delivery is in progress ·
 * `/_sandbox/reset` discards everything. Each provider has its own routes for the actions of customers and banks, under
 * `/_sandbox/stripe/…` and so on.
 */
export function controlRoutes(control: Activity & { settled(): Promise<void>; reset(): void }): Route[] {
  const { faults, webhooks } = control;
  const route = (method: Route["method"], path: string, answer: Route["answer"]): Route => ({
    method,
    path,
    operation: path,
    caller: "control",
    answer,
  });
  const post = <T>(path: string, schema: z.ZodType<T>, act: (body: T) => void) =>
    route("POST", path, (request) =>
      answerControl(request, schema, (body) => {
        act(body);
      }),
    );
  return [
    route("GET", "/", () => html(outcomePage(control))),
    route("GET", "/_sandbox/state", () =>
      streamedJson({
        ...Object.fromEntries(control.providers.map((provider) => [provider.name, provider.state?.() ?? null])),
        webhooks: { mode: webhooks.mode, events: webhooks.list() },
        faults: faults.list(),
        calls: control.calls(),
      }),
    ),
    post("/_sandbox/faults", faultSchema, (fault) => faults.add(fault)),
    post("/_sandbox/faults/clear", nothing, () => faults.clear()),
    post("/_sandbox/webhooks", z.strictObject({ mode: z.enum(WEBHOOK_MODES) }), ({ mode }) => {
      webhooks.mode = mode;
    }),
    post("/_sandbox/webhooks/release", z.strictObject({ ids: z.array(z.string()).optional() }), ({ ids }) => webhooks.release(ids)),
    route("POST", "/_sandbox/settled", async () => {
      await control.settled();
      return json(200, {});
    }),
    post("/_sandbox/reset", nothing, control.reset),
  ];
}
