import { z } from "zod";
import { type Answer, json, parseJson, type SandboxRequest, seeOther } from "./http";

/** Answers a control call with the result of `act`; a form is redirected to the outcome page. */
export function answerControl<T>(request: SandboxRequest, schema: z.ZodType<T>, act: (body: T) => unknown): Answer {
  const form = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const parsed = schema.safeParse(form ? parseForm(request.body) : parseJson(request.body || "{}"));
  if (!parsed.success) return json(400, { error: { message: z.prettifyError(parsed.error) } });
  const answer = act(parsed.data) ?? {};
  return form ? seeOther("/") : json(200, answer);
}

/** Fields by name: empty ones count as missing, and a name that ends in `[]` is a list. */
function parseForm(body: string): unknown {
  const fields = [...new URLSearchParams(body)].filter(([, value]) => value !== "");
  return Object.fromEntries(fields.map(([name, value]) => (name.endsWith("[]") ? [name.slice(0, -2), [value]] : [name, value])));
}
