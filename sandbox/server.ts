import http from "node:http";
import { text } from "node:stream/consumers";
import { json } from "./answers";
import type { Faults } from "./faults";
import type { Answer, ProviderModule, ProviderName, Route, SandboxRequest } from "./provider-module";

/** A call that came in, for tests and the outcome page. */
export type Call = {
  at: string;
  provider: ProviderName | "sandbox";
  operation: string;
  outcome: number | "timeout" | "reset" | "answer_lost";
};

type Mounted = { route: Route; provider: ProviderModule | undefined; pattern: RegExp };

/** Serves the providers' routes and the sandbox's own on 127.0.0.1, and lets calls meet their faults. */
export function createServer(setting: {
  providers: readonly ProviderModule[];
  /** Routes of the sandbox itself: they meet no faults. */
  own: readonly Route[];
  faults: Faults;
  called(call: Omit<Call, "at">): void;
}): http.Server {
  const mounted: Mounted[] = [
    ...setting.own.map((route) => ({ route, provider: undefined, pattern: patternOf(route.path) })),
    ...setting.providers.flatMap((provider) => provider.routes.map((route) => ({ route, provider, pattern: patternOf(route.path) }))),
  ];

  async function serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    if (request.method === "OPTIONS") return respond(response, { status: 204, headers: PREFLIGHT, body: "" });
    const found = mounted.find(({ route, pattern }) => route.method === request.method && pattern.test(url.pathname));
    if (found === undefined) {
      const message = `The sandbox has no ${request.method} ${url.pathname}.`;
      return respond(response, json(404, { error: { type: "invalid_request_error", message }, name: "not_found", message }));
    }
    const { route, provider, pattern } = found;
    const body = await text(request);
    const fault = provider && setting.faults.take(provider.name, route);
    const call = { provider: provider?.name ?? ("sandbox" as const), operation: route.operation };
    if (fault === "timeout" || fault === "reset") {
      setting.called({ ...call, outcome: fault });
      if (fault === "reset") request.socket.resetAndDestroy();
      return;
    }
    const id = decodeURIComponent(pattern.exec(url.pathname)?.groups?.id ?? "");
    const asked: SandboxRequest = { url, id, headers: headersOf(request), body };
    const answer = fault === "error" && provider ? provider.serverError(route, asked) : await route.answer(asked);
    setting.called({ ...call, outcome: fault === "answer_lost" ? fault : answer.status });
    if (fault === "answer_lost") request.socket.resetAndDestroy();
    else respond(response, answer);
  }

  return http.createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(error);
      // A bug of the sandbox, which must not pass for a fault of a provider that the shop is built to survive: tests look for it.
      setting.called({ provider: "sandbox", operation: `${request.method} ${request.url}`, outcome: 501 });
      respond(response, json(501, { error: { type: "sandbox_bug", message: String(error) } }));
    });
  });
}

const ANY_ORIGIN = { "access-control-allow-origin": "*" };
const PREFLIGHT = {
  ...ANY_ORIGIN,
  "access-control-allow-methods": "GET, POST, PATCH, PUT, DELETE",
  "access-control-allow-headers": "*, authorization, content-type",
  "access-control-max-age": "600",
};

function respond(response: http.ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...ANY_ORIGIN, "cache-control": "no-store", ...headers }).end(body);
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.").replace(":id", "(?<id>[^/]+)")}$`);
}

function headersOf(request: http.IncomingMessage): SandboxRequest["headers"] {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}
