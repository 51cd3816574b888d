import { env } from "@/lib/core/env";

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

/** For pages made for each request (checkout, orders): only scripts that carry the nonce run, and what those load. */
export function securePolicy(nonce: string, paying: boolean): string {
  return policy({
    // First: Next takes its nonce from the first directive that begins like this, and script-src-attr does too.
    "script-src": `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    ...SHARED,
    "style-src": development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    ...(paying ? payingDirectives() : {}),
  });
}

/**
 * What the providers' scripts reach and show, by their own lists:
 * https://docs.stripe.com/security/guide#content-security-policy and https://developer.paypal.com/sdk/js/best-practices.
 * Stand-ins named in the environment come on top.
 */
const STRIPE = {
  frames: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
  calls: ["https://api.stripe.com"],
};
const PAYPAL = ["https://*.paypal.com", "https://*.paypalobjects.com"];

function payingDirectives(): Record<string, string> {
  const { STRIPE_JS_URL, STRIPE_API_BASE, PAYPAL_JS_URL, PAYPAL_BASE_URL } = env();
  const standIns = [STRIPE_JS_URL, STRIPE_API_BASE, PAYPAL_JS_URL, PAYPAL_BASE_URL].flatMap((address) =>
    address ? [new URL(address).origin] : [],
  );
  const list = (...sources: string[]) => [...new Set(["'self'", ...sources, ...standIns])].join(" ");
  return {
    "connect-src": list(...STRIPE.calls, ...PAYPAL),
    "frame-src": list(...STRIPE.frames, ...PAYPAL),
    "img-src": list("data:", ...PAYPAL),
  };
}

/** Where a page pays: PayPal's window must be able to answer the page that opened it, and wallets live in the providers' frames. */
export const PAYING_HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
  "Permissions-Policy": permissions('self "https://js.stripe.com" "https://pay.google.com" "https://www.paypal.com"'),
};

/** For answers that are no pages. */
export const NO_CONTENT_POLICY = policy({
  "default-src": "'none'",
  "frame-ancestors": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
});
