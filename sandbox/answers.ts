import type { Answer } from "./provider-module";

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

export function html(body: string): Answer {
  return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

export function script(body: string): Answer {
  return { status: 200, headers: { "content-type": "text/javascript; charset=utf-8" }, body };
}

/** Answers a form that was sent by a page: the browser goes on there. */
export function seeOther(address: string): Answer {
  return { status: 303, headers: { location: address }, body: "" };
}
