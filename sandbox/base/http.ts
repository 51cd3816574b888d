export type SandboxRequest = {
  url: URL;
  /** The part of the path at the route's `:id`; empty if the route has none. */
  id: string;
  /** By name, in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
};

export type Answer = { status: number; headers?: Readonly<Record<string, string>>; body: string };

/** An answer whose body is too long to be in memory all at once. */
export type StreamedAnswer = Omit<Answer, "body"> & { body: Iterable<string> };

export type Route = {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** The whole path on the sandbox, with at most one `:id`. No two providers share a path. */
  path: string;
  /** The name by which a fault refers to it, such as `refunds.create`. */
  operation: string;
  /**
   * `shop`: the shop's server, the usual target of faults; `browser`: the customer's page, on another origin; `control`: tests and
   * the outcome page. A fault affects the last two only if it names their operation.
   */
  caller: "shop" | "browser" | "control";
  answer(request: SandboxRequest): Answer | StreamedAnswer | Promise<Answer>;
};

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

/** Streams the value, one list item at a time. */
export function streamedJson(value: Readonly<Record<string, unknown>>): StreamedAnswer {
  return { status: 200, headers: { "content-type": "application/json" }, body: jsonParts(value) };
}

function* jsonParts(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield (index === 0 ? "[" : ",") + JSON.stringify(item);
    yield value.length === 0 ? "[]" : "]";
  } else if (typeof value === "object" && value !== null) {
    for (const [index, [name, inner]] of Object.entries(value).entries()) {
      yield `${index === 0 ? "{" : ","}${JSON.stringify(name)}:`;
      yield* jsonParts(inner);
    }
    yield Object.keys(value).length === 0 ? "{}" : "}";
  } else yield JSON.stringify(value);
}

export function html(body: string): Answer {
  return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

/** Redirects the browser to another page after it has posted a form. */
export function seeOther(address: string): Answer {
  return { status: 303, headers: { location: address }, body: "" };
}

/** The parsed body, or undefined if it is not JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
