import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import { COMMON_HEADERS, NO_CONTENT_POLICY, shopPolicy } from "./security-headers";

/** Whole lists are prerendered; one that a query string narrows down is another page, made at each request. */
const filtered = ["color", "size", "category", "collection", "min", "max", "in_stock", "sort", "page"].flatMap((key) =>
  ["categories", "collections"].map((list) => ({
    source: `/${list}/:slug`,
    has: [{ type: "query" as const, key }],
    destination: `/${list}/:slug/filtered`,
  })),
);

const config: NextConfig = {
  // The browser tests build beside the shop that may be running.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  cacheComponents: true,
  // A front compresses; without one the extra work halves what a page can answer.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  cacheHandler: fileURLToPath(new URL("./cache-handler.cjs", import.meta.url)),
  rewrites: async () => ({ beforeFiles: filtered, afterFiles: [], fallback: [] }),
  // Types are checked by `npm run types`: TypeScript 7 has no compiler API for the build to call.
  typescript: { ignoreBuildErrors: true },
  experimental: { globalNotFound: true },
  headers: async () => [
    {
      source: "/:path*",
      headers: [...COMMON_HEADERS, { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" }],
    },
    // proxy.ts gives the pages of app/(secure) theirs.
    {
      source: "/((?!checkout$|withdraw$|track$|track/[^/]+$|orders/[^/]+$|dev/|api/|_next/|media/).*)",
      headers: [{ key: "Content-Security-Policy", value: shopPolicy }],
    },
    { source: "/(api|media)/:path*", headers: [{ key: "Content-Security-Policy", value: NO_CONTENT_POLICY }] },
    // Mails and search results show pictures of products from other origins; nothing else may be embedded.
    { source: "/((?!media/).*)", headers: [{ key: "Cross-Origin-Resource-Policy", value: "same-origin" }] },
    { source: "/media/:path*", headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }] },
    // The card's fields are drawn in the provider's frame, in the shop's own type.
    { source: "/_next/static/media/:path*", headers: [{ key: "Access-Control-Allow-Origin", value: "*" }] },
    {
      // Browsers heed it over https only, and a server must send it there only (RFC 6797, 7.2).
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: [{ key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" }],
    },
  ],
  serverExternalPackages: ["bwip-js", "pino", "rate-limiter-flexible"],
};

export default config;
