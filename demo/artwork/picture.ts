import { type CutName, cuts } from "./cuts/all-cuts";
import { shades } from "./drawing/colour";
import type { FabricName } from "./drawing/fabrics";
import { boxOf, flatten, format } from "./drawing/geometry";
import type { Look } from "./drawing/look";
import { type Pattern, type Pixels, Sheet } from "./drawing/sheet";

const GROUND = "#EAE2D3";

export type GarmentPicture = {
  readonly cut: CutName;
  readonly fabric: FabricName;
  readonly colour: string;
  readonly seed: number;
  readonly view: "whole" | "detail";
  readonly look: Look;
  readonly pattern: Pattern | null;
};

export type Drawing = { readonly svg: string; readonly pixels: readonly Pixels[] };

/** The garment alone, with its shadow, on a transparent background. `width` in pixels; the height follows at 4:5. */
export function drawGarment(picture: GarmentPicture, width: number): Drawing {
  const cut = cuts[picture.cut];
  const view = picture.view === "whole" ? { left: 0, top: 0, width: 800, height: 1000 } : cut.detail(picture.look);
  const scale = width / view.width;
  const sheet = new Sheet({
    colour: picture.colour,
    fabric: picture.fabric,
    seed: picture.seed,
    scale: Math.min(3, scale),
    // a whole garment is centred after it is drawn, so include a margin beyond its edges
    frame: {
      left: view.left - 60,
      top: view.top - 60,
      width: view.width + 120,
      height: view.height + 120,
      scale: Math.min(1.25, scale * 0.62),
    },
    pattern: picture.pattern,
  });
  cut.draw(sheet, picture.look);
  const outline = sheet.silhouette.join("");
  const box = boxOf(flatten(outline, 40).flatMap((o) => o.points));
  const move =
    picture.view === "whole"
      ? `translate(${format(400 - (box.left + box.right) / 2)} ${format(504 - (box.top + box.bottom) / 2)})`
      : "translate(0 0)";
  const c = sheet.colour;
  const blurs = [4, 12, 30]
    .map((n) => `<filter id="b${n}" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="${n}"/></filter>`)
    .join("");
  const shadow = (dx: number, dy: number, blur: number, opacity: number) =>
    `<path d="${outline}" opacity="${opacity}" transform="translate(${dx} ${dy})" filter="url(#b${blur})"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view.left} ${view.top} ${view.width} ${view.height}" width="${width}" height="${width * 1.25}"><defs>${blurs}
<linearGradient id="wash" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${c.glow}" stop-opacity=".16"/><stop offset=".5" stop-color="${c.base}" stop-opacity="0"/><stop offset="1" stop-color="${c.deep}" stop-opacity=".16"/></linearGradient>
<linearGradient id="lab" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".35"/><stop offset="1" stop-color="#8a7a5c" stop-opacity=".22"/></linearGradient>
<clipPath id="sil"><path d="${outline}"/></clipPath>${sheet.defs.join("")}</defs>
<g transform="${move}"><g fill="#3b2a18">${shadow(16, 30, 30, 0.17)}${shadow(7, 13, 12, 0.26)}${shadow(2.5, 4, 4, 0.42)}</g>
${sheet.body.join("\n")}<rect width="800" height="1000" fill="url(#wash)" clip-path="url(#sil)"/></g></svg>`;
  return { svg, pixels: sheet.pixels };
}

/** The linen cloth under every garment. */
export function drawGround(width: number, zoom: number): string {
  const g = shades(GROUND);
  const [w, h] = [800 / zoom, 1000 / zoom];
  const threads = (id: string, fx: number, fy: number, dx: number, dy: number, seed: number) =>
    `<filter id="${id}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency="${fx} ${fy}" numOctaves="3" seed="${seed}"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0" result="n"/><feOffset in="n" dx="${dx}" dy="${dy}" result="m"/><feComposite in="m" in2="n" operator="arithmetic" k2=".5" k3="-.5" result="h"/><feComposite in="n" in2="m" operator="arithmetic" k2=".5" k3="-.5" result="l"/><feFlood flood-color="#fffdf6"/><feComposite in2="h" operator="in" result="H"/><feFlood flood-color="${g.dark}"/><feComposite in2="l" operator="in" result="D"/><feMerge><feMergeNode in="D"/><feMergeNode in="H"/></feMerge></filter>`;
  const all = `x="-40" y="-50" width="${w + 80}" height="${h + 100}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${width}" height="${width * 1.25}"><defs>${threads("across", 0.3, 0.01, 1.2, 0, 3)}${threads("along", 0.01, 0.3, 0, 1.2, 4)}
<radialGradient id="lamp" cx=".3" cy=".22" r="1.05"><stop offset="0" stop-color="#fffaf0" stop-opacity=".6"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#6d5a3f" stop-opacity=".2"/></radialGradient></defs>
<rect ${all} fill="${GROUND}"/><rect ${all} filter="url(#across)" opacity=".5"/><rect ${all} filter="url(#along)" opacity=".5"/><rect width="${w}" height="${h}" fill="url(#lamp)"/></svg>`;
}
