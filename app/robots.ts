import type { MetadataRoute } from "next";
import { env } from "@/lib/core/env";
import { localePath } from "@/lib/core/locale-path";
import type { Locale } from "@/lib/core/locales";
import { offeredLocales } from "@/lib/core/offered-locales";

const privatePages = (locale: Locale) => ["/search", "/cart", "/checkout", "/orders/"].map((path) => localePath(locale, path));

/** Excludes search results and filtered lists, which are endless, and cart, checkout and orders, which are private. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/admin", "/api/", ...offeredLocales().flatMap(privatePages), "/*?*color=", "/*?*size=", "/*?*sort="],
    },
    sitemap: `${env().SITE_URL}/sitemap.xml`,
  };
}
