import type { MetadataRoute } from "next";
import { DEFAULT_LOCALE } from "@/lib/core/locales";
import { SHOP_NAME } from "@/lib/core/shop-name";
import { translator } from "@/messages/translator";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: SHOP_NAME,
    short_name: SHOP_NAME,
    description: translator(DEFAULT_LOCALE, "shop")("description"),
    start_url: "/",
    display: "browser",
    background_color: "#f5f0e6",
    theme_color: "#1e1b16",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
  };
}
