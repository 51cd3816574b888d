import type { MetadataRoute } from "next";
import { DEFAULT_LOCALE } from "@/lib/core/locales";
import { translator } from "@/messages/translator";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Earthman",
    short_name: "Earthman",
    description: translator(DEFAULT_LOCALE, "shop")("description"),
    start_url: "/",
    display: "browser",
    background_color: "#f5f0e6",
    theme_color: "#1e1b16",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
  };
}
