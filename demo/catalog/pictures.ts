import manifest from "../pictures/manifest.json";
import type { Picture } from "./types";

type Rendered = Omit<Picture, "alt">;

const rendered: Readonly<Record<string, Rendered | undefined>> = manifest;

/** The rendered picture of this name, with its alternative text. */
export function imageOf(name: string, alt: string): Picture {
  const picture = rendered[name];
  if (!picture) throw new Error(`No picture ${name}: render it with npx tsx demo/artwork/render.ts`);
  return { key: picture.key, width: picture.width, height: picture.height, alt, blur: picture.blur };
}
