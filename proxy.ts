import { type NextRequest, NextResponse } from "next/server";
import { env, isLoopback } from "@/lib/core/env";
import { providerSources } from "@/lib/payments/providers";
import { payingHeaders, securePolicy, shopPolicy } from "./security-headers";

/** Pages that load a payment provider's script. */
const PAYING = /^(?:\/en-XA)?\/(checkout|(orders|track)\/[^/]+)$/;

/**
 * Gives each page of app/(secure) a policy with a fresh nonce, which Next reads from the request and puts on its scripts.
 * Nothing of such a page is kept anywhere, and its address, which may hold a token, goes to no other site.
 */
export function proxy(request: NextRequest): NextResponse {
  // A page answers 200 before it can know better: a real 404 has to come from here.
  if (request.nextUrl.pathname.startsWith("/dev/") && !isLoopback(env().SITE_URL)) {
    return NextResponse.rewrite(new URL("/_not-found", request.url), { headers: { "Content-Security-Policy": shopPolicy } });
  }
  const providers = PAYING.test(request.nextUrl.pathname) ? providerSources() : null;
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

/** Every page of app/(secure); next.config.ts leaves the same ones out of the shop's policy. */
export const config = {
  matcher: ["/:locale(en-XA)?/:page(checkout|track|withdraw)", "/:locale(en-XA)?/:page(orders|track)/:key", "/dev/:path+"],
};
