import type { ProviderSources } from "@/lib/payments/port/payment-terms";

/** What every response carries. Policies of content differ: see `shopPolicy` and `securePolicy`. */
export const COMMON_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: permissions("") },
];

/** Where a page pays, its own frames may ask the browser for a payment: wallets are reached that way. */
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
  // Swatches and picture placeholders carry their colour in a style attribute, which can't hold script.
  "style-src-attr": "'unsafe-inline'",
  // Handlers in attributes (onclick="…") are what injected markup uses; nothing of ours does.
  "script-src-attr": "'none'",
  "img-src": "'self' data:",
  "object-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
};

/**
 * For prerendered pages. They are the same for everybody, so they can't carry a nonce, and the data that Next writes into
 * them as inline scripts differs from page to page and with every change of the catalogue, so that no header can list
 * its hashes: inline scripts have to be allowed. What they could be injected by is closed instead: no user-written
 * HTML is rendered unsanitised there, no handler attributes, no eval, no script from elsewhere, no base, no plugin.
 */
export const shopPolicy = policy({ ...SHARED, "script-src": `'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}` });

/**
 * For pages made for each request (checkout, orders): only scripts that carry the nonce run, and what those load.
 * `providers`: what providers need of a page that pays; null for any other.
 */
export function securePolicy(nonce: string, providers: ProviderSources | null): string {
  return policy({
    // First: Next takes its nonce from the first directive that begins like this, and script-src-attr does too.
    "script-src": `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    ...SHARED,
    "style-src": development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    ...(providers && payingDirectives(providers)),
  });
}

/** What the providers' scripts reach and show, by their own lists; stand-ins named in the environment come on top. */
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

/** Where a page pays: a provider's window must be able to answer the page that opened it, and wallets live in the providers' frames. */
export function payingHeaders({ wallets }: ProviderSources): Record<string, string> {
  return {
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Permissions-Policy": permissions(list("self", ...wallets.map((origin) => `"${origin}"`))),
  };
}

/** For answers that are no pages. */
export const NO_CONTENT_POLICY = policy({
  "default-src": "'none'",
  "frame-ancestors": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
});
