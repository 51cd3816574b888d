import type { MetadataRoute } from "next";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Earthman",
    short_name: "Earthman",
    description: "Clothes of linen, wool, cotton and hemp, made to be worn for years.",
    start_url: "/",
    display: "browser",
    background_color: "#f5f0e6",
    theme_color: "#1e1b16",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
  };
}
