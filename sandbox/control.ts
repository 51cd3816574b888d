import { z } from "zod";
import { faultSchema } from "./faults";
import { type Answer, html, json, parseJson, type Route, type SandboxRequest, seeOther, streamedJson } from "./http";
import { type Activity, outcomePage } from "./outcome-page";
import { WEBHOOK_MODES } from "./webhooks";

const nothing = z.strictObject({});

/**
 * The sandbox's switches over HTTP, for tests in other processes and for the outcome page. Bodies are JSON or forms, answers JSON:
 * `GET /_sandbox/state` everything remembered · `POST /_sandbox/faults` adds a fault, `/_sandbox/faults/clear` removes all ·
 * `/_sandbox/webhooks` {mode} · `/_sandbox/webhooks/release` {ids?} · `/_sandbox/settled` answers when no delivery is in progress ·
 * `/_sandbox/reset` forgets everything. Each provider has routes of its own for what customers and banks do, under
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

/** Answers a control call with what `act` returns; a form is sent back to the outcome page. */
export function answerControl<T>(request: SandboxRequest, schema: z.ZodType<T>, act: (body: T) => unknown): Answer {
  const form = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const parsed = schema.safeParse(form ? parseForm(request.body) : parseJson(request.body || "{}"));
  if (!parsed.success) return json(400, { error: { message: z.prettifyError(parsed.error) } });
  const answer = act(parsed.data) ?? {};
  return form ? seeOther("/") : json(200, answer);
}

/** Fields by name: empty ones count as left out, and a name that ends in `[]` holds a list. */
function parseForm(body: string): unknown {
  const fields = [...new URLSearchParams(body)].filter(([, value]) => value !== "");
  return Object.fromEntries(fields.map(([name, value]) => (name.endsWith("[]") ? [name.slice(0, -2), [value]] : [name, value])));
}
