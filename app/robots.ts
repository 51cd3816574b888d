import type { MetadataRoute } from "next";
import { env } from "@/lib/core/env";

/** Search results and filtered lists are endless; cart, checkout and orders are nobody else's business. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/", "/search", "/cart", "/checkout", "/orders/", "/*?*color=", "/*?*size=", "/*?*sort="],
    },
    sitemap: `${env().SITE_URL}/sitemap.xml`,
  };
}
