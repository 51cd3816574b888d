import { ServerResponse } from "node:http";
import { databaseLoad } from "./database";
import { RETRY_AFTER_SECONDS } from "./http";

/** A page whose statement failed may need this long to answer, and by then the database may be back. */
const LONGEST_PAGE_MS = 5000;

/**
 * Corrects the head of a response that Next decided on. A missing page may exist a moment later, so no cache outside the shop
 * stores its 404. A page that failed while the database was out of reach is a 503.
 */
export function correctHead(response: unknown): void {
  if (!(response instanceof ServerResponse)) return;
  const writeHead = response.writeHead;
  response.writeHead = (...[status, ...rest]: unknown[]) => {
    const corrected = status === 500 && (databaseLoad()?.failedMs ?? Infinity) < LONGEST_PAGE_MS ? 503 : status;
    if (corrected === 503) response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    if (corrected === 404 || corrected === 503) response.setHeader("Cache-Control", "private, no-store");
    return Reflect.apply(writeHead, response, [corrected, ...rest]);
  };
}
