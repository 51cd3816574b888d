import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import { DEFAULT_LOCALE, LOCALES } from "./lib/core/locales";
import { SECURE_PATTERN } from "./secure-paths";
import { COMMON_HEADERS, NO_CONTENT_POLICY, shopPolicy } from "./security-headers";

/** The first path segments of routes without a language: everything in app/ beside [locale]. */
const WITHOUT_LOCALE = [
  "_next",
  "\\.well-known",
  "admin",
  "api",
  "dev",
  "media",
  "icon\\.svg",
  "manifest\\.webmanifest",
  "robots\\.txt",
  "sitemap\\.xml",
];
const others = LOCALES.filter((locale) => locale !== DEFAULT_LOCALE).join("|");

/** Complete lists are prerendered; a list filtered by a query string is a separate page, rendered per request. */
const filteredLists = ["color", "size", "category", "collection", "min", "max", "in_stock", "sort", "page"].flatMap((key) => {
  const has = [{ type: "query" as const, key }];
  const list = ":list(categories|collections)/:slug";
  return [
    { source: `/${list}`, has, destination: `/${DEFAULT_LOCALE}/:list/:slug/filtered` },
    { source: `/:locale(${others})/${list}`, has, destination: "/:locale/:list/:slug/filtered" },
  ];
});

/** English has no prefix in URLs but is a route segment: every path with neither another language nor a route without one is English. */
const englishPages = {
  source: `/:path((?!(?:${[...WITHOUT_LOCALE, DEFAULT_LOCALE, others].join("|")})(?:/|$)).*)`,
  destination: `/${DEFAULT_LOCALE}/:path`,
};

/** The files that the invoice printing thread loads, which the routes don’t import. */
const printing = [
  `${process.env.NEXT_DIST_DIR ?? ".next"}-commands/render-pdf.mjs`,
  "node_modules/@expo-google-fonts/*/*/{Fraunces_400Regular,NotoSans_400Regular,NotoSans_600SemiBold}.ttf",
  "node_modules/tinypool/dist/**",
];

const config: NextConfig = {
  // Lets the browser tests build beside a running shop.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  cacheComponents: true,
  // The reverse proxy compresses; compressing here would halve the requests that a page can serve.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // All pictures are made beforehand, so the route that would resize any is closed.
  images: { unoptimized: true },
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
    // proxy.ts sets the policy of the pages of app/[locale]/(secure).
    {
      source: `/((?!${SECURE_PATTERN}|api/|_next/|media/).*)`,
      headers: [{ key: "Content-Security-Policy", value: shopPolicy }],
    },
    { source: "/(api|media)/:path*", headers: [{ key: "Content-Security-Policy", value: NO_CONTENT_POLICY }] },
    // Mails and search results embed product pictures from other origins; nothing else may be embedded.
    { source: "/((?!media/).*)", headers: [{ key: "Cross-Origin-Resource-Policy", value: "same-origin" }] },
    { source: "/media/:path*", headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }] },
    // The card's fields use the shop's own fonts inside the provider's frame.
    { source: "/_next/static/media/:path*", headers: [{ key: "Access-Control-Allow-Origin", value: "*" }] },
    {
      // Browsers respect it over HTTPS only, and a server must send it only there (RFC 6797, 7.2).
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: [{ key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" }],
    },
  ],
  serverExternalPackages: ["pino", "rate-limiter-flexible", "tinypool"],
  outputFileTracingIncludes: {
    "/api/orders/*/invoice": printing,
    "/api/admin/orders/*/documents/*": printing,
  },
};

export default config;
