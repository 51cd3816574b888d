import { type NextRequest, NextResponse } from "next/server";
import { currentTime } from "@/app/_server/clock";
import { cookieOf } from "@/app/_server/cookies";
import { database, isDatabaseAvailable } from "@/app/_server/database";
import { mayUseDevTools } from "@/app/_server/dev-access";
import { forbiddenPage } from "@/app/_server/forbidden-page";
import { refuseFormBody } from "@/app/_server/form-body";
import { limitViews } from "@/app/_server/limit-views";
import { missingPage, tooManyPage, unavailablePage } from "@/app/_server/plain-page";
import { permissionOfPath } from "@/app/_server/staff-routes";
import { consume } from "@/lib/auth/rate-limits";
import { findSession, sessionMay } from "@/lib/auth/staff-sessions";
import { isListed } from "@/lib/catalog/navigation";
import { isSlug } from "@/lib/core/slug";
import { providerSources } from "@/lib/payments/providers";
import { isPayingPath, isSecurePath, isStaffPath } from "./secure-paths";
import { payingHeaders, securePolicy } from "./security-headers";

/**
 * Rejects too many views and forms that come from another site or can't be read, answers for pages whose database is out of
 * reach, and sets the headers of pages in app/[locale]/(secure) and app/admin.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const isForm = request.method === "POST";
  const unreadable = isForm ? await refuseFormBody(request) : undefined;
  if (unreadable) return unreadable;
  if (!(await isDatabaseAvailable())) return unavailablePage(request.nextUrl.pathname);
  if (isStaffPath(request.nextUrl.pathname)) return await answerStaff(request, isForm);
  const flood = isForm ? undefined : await limitViews(request);
  if (flood) return flood;
  if (isSecurePath(request.nextUrl.pathname)) return answerSecurely(request);
  const list = FILTERED_LIST.exec(request.nextUrl.pathname);
  return list && !isForm && (await isMissing(list)) ? missingPage(request.nextUrl.pathname) : NextResponse.next();
}

/**
 * Answers for the back office with the status that its pages could no longer set: to sign-in without a session, to one's own
 * account while a second factor is overdue, 403 without the right, 404 without such a page. Forms pass, because their actions tell what is wrong without losing what was typed.
 */
async function answerStaff(request: NextRequest, isForm: boolean): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  const permission = permissionOfPath(pathname);
  if (permission === undefined) return missingPage(pathname);
  if (isForm) return answerSecurely(request);
  if (permission === null) return (await limitViews(request)) ?? answerSecurely(request);
  const token = cookieOf(request, "staff");
  const session = token && (await findSession(database(), token, await currentTime()));
  if (!session) {
    const next = pathname === "/admin" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
    return NextResponse.redirect(new URL(`/admin/sign-in${next}`, request.url), 303);
  }
  const counted = await consume(database(), "staffView", session.staff.id);
  if (!counted.ok) return tooManyPage(pathname, counted.retryAfterSeconds);
  if (sessionMay(session, permission)) return answerSecurely(request);
  return session.isLimited ? NextResponse.redirect(new URL("/admin/staff/me", request.url), 303) : forbiddenPage();
}

/** A list's kind and its slug. */
const FILTERED_LIST = /\/(categories|collections)\/([^/]+)(?:\/filtered)?$/;

/** A filtered page answers 200 before it can find its category or collection missing. */
async function isMissing([, kind, slug = ""]: readonly string[]): Promise<boolean> {
  return !isSlug(slug) || !(await isListed(database(), kind === "categories" ? "categories" : "collections", slug));
}

/**
 * Gives each page of app/[locale]/(secure), app/admin and app/dev a policy with a new nonce, which Next reads from the request and puts on its
 * scripts. Such a page is never cached, and its URL, which may contain a token, is never sent to another site.
 */
function answerSecurely(request: NextRequest): Response {
  // A page answers 200 before it can decide otherwise, so a real 404 has to come from here.
  if (request.nextUrl.pathname.startsWith("/dev/") && !mayUseDevTools(request.headers)) {
    return missingPage(request.nextUrl.pathname);
  }
  const providers = isPayingPath(request.nextUrl.pathname) ? providerSources() : null;
  const policy = securePolicy(Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64"), providers);
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Cache-Control", "private, no-store");
  response.headers.set("Referrer-Policy", "same-origin");
  if (providers) for (const [name, value] of Object.entries(payingHeaders(providers))) response.headers.set(name, value);
  return response;
}

/**
 * At least the paths of secure-paths.ts, in any language, the pages of the shop that ask the database at each request, and the
 * forms and actions of all others. Next reads this without running the file, so it can't be derived; tests compare the lists.
 */
export const config = {
  matcher: [
    "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:page(checkout|track|withdraw|search|cart)",
    "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:page(orders|track)/:key",
    "/admin/:path*",
    "/dev/:path+",
    "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:list(categories|collections)/:slug/filtered",
    { source: "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:list(categories|collections)/:slug", has: [{ type: "query", key: "color" }] },
    { source: "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:list(categories|collections)/:slug", has: [{ type: "query", key: "size" }] },
    { source: "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:list(categories|collections)/:slug", has: [{ type: "query", key: "category" }] },
    { source: "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:list(categories|collections)/:slug", has: [{ type: "query", key: "collection" }] },
    { source: "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:list(categories|collections)/:slug", has: [{ type: "query", key: "min" }] },
    { source: "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:list(categories|collections)/:slug", has: [{ type: "query", key: "max" }] },
    { source: "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:list(categories|collections)/:slug", has: [{ type: "query", key: "in_stock" }] },
    { source: "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:list(categories|collections)/:slug", has: [{ type: "query", key: "sort" }] },
    { source: "/:locale([a-z]{2}(?:-[A-Z]{2})?)?/:list(categories|collections)/:slug", has: [{ type: "query", key: "page" }] },
    { source: "/((?!api/).*)", has: [{ type: "header", key: "next-action" }] },
    { source: "/((?!api/).*)", has: [{ type: "header", key: "content-type" }] },
  ],
};
