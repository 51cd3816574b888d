import type { ProviderSources } from "@/lib/payments/port/payment-terms";

/** The address to which browsers report what a page's policy blocked. */
const CONTENT_REPORTS = "/api/content-reports";

/** The headers of every response. Content policies differ: see `shopPolicy` and `securePolicy`. */
export const COMMON_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: permissions("") },
  { key: "Reporting-Endpoints", value: `content="${CONTENT_REPORTS}"` },
];

/** On payment pages, the given frames may call the browser's payment API, through which wallets are reached. */
function permissions(paying: string): string {
  return `camera=(), geolocation=(), microphone=(), browsing-topics=(), payment=(${paying})`;
}

const development = process.env.NODE_ENV === "development";

function policy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");
}

const SHARED = {
  "default-src": "'self'",
  "style-src": "'self'",
  // Swatches and picture placeholders have their colour in a style attribute, which can't contain script.
  "style-src-attr": "'unsafe-inline'",
  // Injected markup uses handlers in attributes (onclick="…"), but none of the shop's own does.
  "script-src-attr": "'none'",
  "img-src": "'self' data:",
  "object-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
  // Firefox and Safari know only the older of the two.
  "report-uri": CONTENT_REPORTS,
  "report-to": "content",
};

/**
 * For prerendered pages, which must allow inline scripts: they are the same for everybody, so they can't have a nonce, and
 * Next's inline data changes with page and catalogue, so no header can list its hashes. The ways to inject scripts are closed
 * instead: no unsanitised user-written HTML, no handler attributes, no eval, no foreign scripts, no base, no plugins.
 */
export const shopPolicy = policy({ ...SHARED, "script-src": `'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}` });

/**
 * For pages rendered per request (checkout, orders): only scripts with the nonce run, and those that they load.
 * `providers` are the providers' requirements on a payment page; null for any other page.
 */
export function securePolicy(nonce: string, providers: ProviderSources | null): string {
  return policy({
    // Must come first, because Next takes its nonce from the first directive with this prefix, which script-src-attr has too.
    "script-src": `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    ...SHARED,
    "style-src": development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    ...(providers && payingDirectives(providers)),
  });
}

/** The origins that the providers' scripts may reach and show, with the stand-ins named in the environment. */
function payingDirectives({ calls, frames, pictures }: ProviderSources): Record<string, string> {
  return {
    "connect-src": list("'self'", ...calls),
    "frame-src": list("'self'", ...frames),
    "img-src": list("'self'", "data:", ...pictures),
  };
}

function list(...sources: readonly string[]): string {
  return [...new Set(sources)].join(" ");
}

/** For payment pages: a provider's window must be able to answer its opener, and wallets run in the providers' frames. */
export function payingHeaders({ wallets }: ProviderSources): Record<string, string> {
  return {
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Permissions-Policy": permissions(list("self", ...wallets.map((origin) => `"${origin}"`))),
  };
}

/** For answers other than pages. */
export const NO_CONTENT_POLICY = policy({
  "default-src": "'none'",
  "frame-ancestors": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
});
