import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import { DEFAULT_LOCALE, LOCALES } from "./lib/core/locales";
import { SECURE_PATTERN } from "./secure-paths";
import { COMMON_HEADERS, NO_CONTENT_POLICY, shopPolicy } from "./security-headers";

/** First segments of what has no language: everything in app/ beside [locale]. */
const WITHOUT_LOCALE = ["_next", "api", "dev", "media", "icon\\.svg", "manifest\\.webmanifest", "robots\\.txt", "sitemap\\.xml"];
const others = LOCALES.filter((locale) => locale !== DEFAULT_LOCALE).join("|");

/** Whole lists are prerendered; one that a query string narrows down is another page, made at each request. */
const filteredLists = ["color", "size", "category", "collection", "min", "max", "in_stock", "sort", "page"].flatMap((key) => {
  const has = [{ type: "query" as const, key }];
  const list = ":list(categories|collections)/:slug";
  return [
    { source: `/${list}`, has, destination: `/${DEFAULT_LOCALE}/:list/:slug/filtered` },
    { source: `/:locale(${others})/${list}`, has, destination: "/:locale/:list/:slug/filtered" },
  ];
});

/** English has no prefix in addresses, but a folder of its own: whatever has neither another language nor none is English. */
const englishPages = {
  source: `/:path((?!(?:${[...WITHOUT_LOCALE, DEFAULT_LOCALE, others].join("|")})(?:/|$)).*)`,
  destination: `/${DEFAULT_LOCALE}/:path`,
};

const config: NextConfig = {
  // The browser tests build beside the shop that may be running.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  cacheComponents: true,
  // A front compresses; without one the extra work halves what a page can answer.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  cacheHandler: fileURLToPath(new URL("./cache-handler.cjs", import.meta.url)),
  redirects: async () => [
    { source: `/${DEFAULT_LOCALE}`, destination: "/", permanent: true },
    { source: `/${DEFAULT_LOCALE}/:path*`, destination: "/:path*", permanent: true },
  ],
  rewrites: async () => ({ beforeFiles: [...filteredLists, englishPages], afterFiles: [], fallback: [] }),
  // Types are checked by `npm run types`: TypeScript 7 has no compiler API for the build to call.
  typescript: { ignoreBuildErrors: true },
  experimental: { globalNotFound: true, caseSensitiveRoutes: true },
  headers: async () => [
    {
      source: "/:path*",
      headers: [...COMMON_HEADERS, { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" }],
    },
    // proxy.ts gives the pages of app/(secure) theirs.
    {
      source: `/((?!${SECURE_PATTERN}|api/|_next/|media/).*)`,
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
