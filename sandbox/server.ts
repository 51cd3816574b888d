import http from "node:http";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { type Answer, json, type Route, type SandboxRequest, type StreamedAnswer } from "./base/http";
import type { ProviderModule, ProviderName } from "./base/provider-module";
import type { Faults } from "./faults";

/** A call to the sandbox, for tests and the outcome page. */
export type Call = {
  at: string;
  provider: ProviderName | "sandbox";
  operation: string;
  outcome: number | "timeout" | "reset" | "answer_lost" | "late";
};

type MountedRoute = { route: Route; provider: ProviderModule | undefined; pattern: RegExp };

/** Serves the routes of the providers and of the sandbox itself on 127.0.0.1, and applies the faults. */
export function createServer(setting: {
  providers: readonly ProviderModule[];
  /** The sandbox's own routes: faults don't affect them. */
  own: readonly Route[];
  faults: Faults;
  onCall(call: Omit<Call, "at">): void;
  /** Does the work of a late call soon. */
  later(work: () => unknown): void;
}): http.Server {
  const mounted: MountedRoute[] = [
    ...setting.own.map((route) => ({ route, provider: undefined, pattern: patternOf(route.path) })),
    ...setting.providers.flatMap((provider) => provider.routes.map((route) => ({ route, provider, pattern: patternOf(route.path) }))),
  ];

  async function serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    if (request.method === "OPTIONS") {
      const shared = mounted.some(({ route, pattern }) => route.caller === "browser" && pattern.test(url.pathname));
      return respond(response, { status: 204, headers: shared ? PREFLIGHT : {}, body: "" });
    }
    const found = mounted.find(({ route, pattern }) => route.method === request.method && pattern.test(url.pathname));
    if (found === undefined) {
      const message = `The sandbox has no route ${request.method} ${url.pathname}.`;
      return respond(response, json(404, { error: { type: "invalid_request_error", message }, name: "not_found", message }));
    }
    const { route, provider, pattern } = found;
    const { origin } = request.headers;
    if (route.caller !== "browser" && origin !== undefined && origin !== url.origin) {
      return respond(response, json(403, { error: { type: "foreign_origin", message: "A page of another site sent this request." } }));
    }
    const body = await text(request);
    const fault = provider && setting.faults.take(provider.name, route);
    const call = { provider: provider?.name ?? ("sandbox" as const), operation: route.operation };
    if (fault === "timeout" || fault === "reset") {
      setting.onCall({ ...call, outcome: fault });
      if (fault === "reset") request.socket.resetAndDestroy();
      return;
    }
    const id = decodeURIComponent(pattern.exec(url.pathname)?.groups?.id ?? "");
    const sandboxRequest: SandboxRequest = { url, id, headers: headersOf(request), body };
    if (fault === "late") {
      setting.onCall({ ...call, outcome: fault });
      request.socket.resetAndDestroy();
      return setting.later(() => route.answer(sandboxRequest));
    }
    const failed =
      fault === "error" ? provider?.serverError(route, sandboxRequest) : fault === "unknown" ? provider?.notFound?.() : undefined;
    const answer = failed ?? (await route.answer(sandboxRequest));
    setting.onCall({ ...call, outcome: fault === "answer_lost" ? fault : answer.status });
    if (fault === "answer_lost") request.socket.resetAndDestroy();
    else respond(response, route.caller === "browser" ? { ...answer, headers: { ...ANY_ORIGIN, ...answer.headers } } : answer);
  }

  // Clients may keep connections idle: one that closed just as it is used again would look like a fault.
  return http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(error);
      // A bug in the sandbox has its own status, which tests look for: the shop would take a 500 for a provider's fault.
      setting.onCall({ provider: "sandbox", operation: `${request.method} ${request.url}`, outcome: 501 });
      respond(response, json(501, { error: { type: "sandbox_bug", message: String(error) } }));
    });
  });
}

/** Lets the shop's pages read answers to the browser. Control routes stay closed to other pages open on this machine. */
const ANY_ORIGIN = { "access-control-allow-origin": "*" };
const PREFLIGHT = {
  ...ANY_ORIGIN,
  "access-control-allow-methods": "GET, POST, PATCH, PUT, DELETE",
  "access-control-allow-headers": "*, authorization, content-type",
  "access-control-max-age": "600",
};

function respond(response: http.ServerResponse, { status, headers, body }: Answer | StreamedAnswer): void {
  response.writeHead(status, { "cache-control": "no-store", ...headers });
  if (typeof body === "string") response.end(body);
  else Readable.from(body).pipe(response);
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.").replace(":id", "(?<id>[^/]+)")}$`);
}

function headersOf(request: http.IncomingMessage): SandboxRequest["headers"] {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}
