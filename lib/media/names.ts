/** Names in the media store are flat: lower-case letters, digits and hyphens with one dot, so they can't contain a path. */
const FORMATS = { avif: "image/avif", webp: "image/webp", jpg: "image/jpeg" } as const;

/** The formats in which every picture is stored, best first. */
export const RENDITION_FORMATS = ["avif", "webp"] as const;

export const OPEN_GRAPH_SIZE = { width: 1200, height: 630 } as const;

/** The widths in which a picture of this width is stored, in pixels. */
export function renditionWidths(width: number): readonly [number, number] {
  return [width, Math.round(width / 2)];
}

export function renditionName(key: string, width: number, format: (typeof RENDITION_FORMATS)[number]): string {
  return `${key}-${width}.${format}`;
}

export function openGraphName(key: string): string {
  return `${key}-og.jpg`;
}

/** The names of all renditions of a picture. */
export function renditionNames({ key, width }: { key: string; width: number }): string[] {
  return renditionWidths(width).flatMap((size) => RENDITION_FORMATS.map((format) => renditionName(key, size, format)));
}

const NAME = /^([a-z0-9][a-z0-9-]{0,198})-(?:(?:[1-9]\d{0,4})\.(avif|webp)|og\.(jpg))$/;

/** Parses a requested name; undefined if no picture can have it. */
export function parseMediaName(
  name: string,
): { readonly key: string; readonly contentType: string; readonly isOpenGraph: boolean } | undefined {
  const [, key, rendition, openGraph] = NAME.exec(name) ?? [];
  const format = rendition ?? openGraph;
  if (key === undefined || (format !== "avif" && format !== "webp" && format !== "jpg")) return undefined;
  return { key, contentType: FORMATS[format], isOpenGraph: format === "jpg" };
}
