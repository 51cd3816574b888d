import type { Instrumentation } from "next";

/** Runs once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { start } = await import("./app/_server/start");
  start();
}

/** Logs an error that occurred during a request, without path and headers, which may be personal. Shoppers see at most the digest. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/core/log");
  const requestId = request.headers["x-request-id"];
  log.error({ err: error, requestId, method: request.method, route: context.routePath, kind: context.routeType }, "request failed");
};
