import { consume } from "@/lib/auth/rate-limits";
import { database } from "./database";
import { tooManyPage } from "./plain-page";
import { senderNetwork } from "./request-context";

/**
 * Counts the view of a page that asks the database at every visit. Returns the answer to one over the limit: the page itself
 * could no longer set a status, because its layout is sent before its content is known.
 */
export async function limitViews(request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  const counted = await consume(database(), pathname.endsWith("/search") ? "search" : "view", senderNetwork(request.headers));
  return counted.ok ? undefined : tooManyPage(pathname, counted.retryAfterSeconds);
}
