import { shades } from "./drawing/colour";
import { format, line, type Point } from "./drawing/geometry";
import { noise, seededRandom } from "./drawing/noise";

/** Layered hills, sea and fields in earth tones: 1600 by 1000. */

type Ridge = {
  readonly top: string;
  readonly foot: string;
  readonly base: number;
  readonly height: number;
  readonly length: number;
  readonly sharp?: number;
};

type Scene = {
  readonly sky: readonly [string, string, string];
  readonly sun: { readonly x: number; readonly y: number; readonly r: number; readonly colour: string };
  readonly ridges: readonly Ridge[];
  readonly sea?: { readonly y: number; readonly top: string; readonly foot: string; readonly behind: number };
  readonly furrows?: boolean;
  readonly trees?: boolean;
};

const ridge = (top: string, foot: string, base: number, height: number, length: number, sharp = 0): Ridge => ({
  top,
  foot,
  base,
  height,
  length,
  sharp,
});

const SCENES = {
  hero: {
    sky: ["#F2E7D3", "#EBD6B8", "#DDB892"],
    sun: { x: 1130, y: 360, r: 74, colour: "#F8EBD2" },
    ridges: [
      ridge("#D4B08C", "#C7A07D", 610, 62, 620),
      ridge("#BC9472", "#AC8362", 668, 96, 520),
      ridge("#9C7A58", "#836548", 724, 84, 440),
      ridge("#7D6A4A", "#65573C", 782, 74, 400),
      ridge("#5E5A3E", "#484730", 842, 78, 470),
      ridge("#8E4526", "#6B311A", 918, 58, 640),
    ],
  },
  coast: {
    sky: ["#EFE6D6", "#E9D8C0", "#E3C7A8"],
    sun: { x: 520, y: 370, r: 58, colour: "#FBF1DD" },
    sea: { y: 486, top: "#B8B6A4", foot: "#7E8A80", behind: 2 },
    ridges: [
      ridge("#B9A58C", "#AE9C86", 470, 40, 330),
      ridge("#94907A", "#85836F", 492, 56, 260),
      ridge("#5F6A52", "#4A5540", 812, 120, 560),
      ridge("#3F4A34", "#2F3826", 910, 70, 420),
    ],
  },
  field: {
    sky: ["#F4ECDD", "#EFE1C8", "#E6CFA9"],
    sun: { x: 360, y: 300, r: 66, colour: "#FAF0DC" },
    furrows: true,
    ridges: [
      ridge("#C9B38C", "#BCA47C", 430, 52, 560),
      ridge("#A89A6C", "#978A5E", 486, 40, 480),
      ridge("#BFA262", "#A3803F", 560, 22, 900),
    ],
  },
  mountain: {
    sky: ["#E6E2D6", "#E9DDC9", "#E8CFB2"],
    sun: { x: 1180, y: 240, r: 50, colour: "#FBF3E2" },
    ridges: [
      ridge("#C4BAAB", "#B9AC9A", 470, 190, 330, 0.9),
      ridge("#A39A8A", "#8F8676", 580, 160, 300, 0.8),
      ridge("#7F7C68", "#6B6A56", 690, 110, 340, 0.5),
      ridge("#5C6147", "#484D37", 790, 90, 420, 0.2),
      ridge("#3E4431", "#2E3325", 905, 74, 520),
    ],
    trees: true,
  },
  workshop: {
    sky: ["#EADBC6", "#DDBE9C", "#C98F68"],
    sun: { x: 800, y: 470, r: 92, colour: "#F7DDB4" },
    ridges: [
      ridge("#B98462", "#A87151", 560, 54, 720),
      ridge("#93603F", "#7E4E32", 650, 80, 560),
      ridge("#6A4630", "#553623", 750, 70, 480),
      ridge("#45352A", "#33271F", 850, 84, 560),
      ridge("#2A231D", "#1E1916", 940, 52, 700),
    ],
    trees: true,
  },
} as const satisfies Record<string, Scene>;

export type SceneName = keyof typeof SCENES;
export const sceneNames = Object.keys(SCENES) as SceneName[];

class Painter {
  readonly defs: string[] = [];
  readonly body: string[] = [];
  private count = 0;

  constructor(private readonly seed: number) {}

  gradient(colours: readonly string[], from: number, to: number): string {
    const id = `g${this.count++}`;
    const stops = colours.map((c, i) => `<stop offset="${i / (colours.length - 1)}" stop-color="${c}"/>`);
    this.defs.push(
      `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="0" y1="${from}" x2="0" y2="${to}">${stops.join("")}</linearGradient>`,
    );
    return `url(#${id})`;
  }

  clip(shape: string): string {
    const id = `c${this.count++}`;
    this.defs.push(`<clipPath id="${id}">${shape}</clipPath>`);
    return id;
  }

  /** Light and dark strokes in one direction, like paint. */
  grain(clip: string, light: string, dark: string, strength: number, fx = 0.012, fy = 0.05) {
    const id = `n${this.count++}`;
    this.defs.push(
      `<filter id="${id}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency="${fx} ${fy}" numOctaves="5" seed="${this.seed + this.count}"/><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0" result="n"/><feOffset in="n" dx="3" dy="3" result="m"/><feComposite in="m" in2="n" operator="arithmetic" k2="1.3" k3="-1.3" result="h"/><feComposite in="n" in2="m" operator="arithmetic" k2="1.3" k3="-1.3" result="l"/><feFlood flood-color="${light}"/><feComposite in2="h" operator="in" result="H"/><feFlood flood-color="${dark}"/><feComposite in2="l" operator="in" result="D"/><feMerge><feMergeNode in="D"/><feMergeNode in="H"/></feMerge></filter>`,
    );
    this.body.push(
      `<g clip-path="url(#${clip})"><rect width="1600" height="1000" filter="url(#${id})" opacity="${(0.5 * strength).toFixed(2)}"/></g>`,
    );
  }
}

function skyline(r: Ridge, row: number, seed: number): Point[] {
  const fold = (n: number) => (1 - (r.sharp ?? 0) * 0.5) * n + (r.sharp ?? 0) * (1 - 2 * Math.abs(n)) * 0.55;
  const points: Point[] = [];
  for (let x = -10; x <= 1610; x += 8) {
    const at = x / r.length + row * 7.3;
    const k = row * 5.1;
    const h =
      fold(noise(at, k, seed)) +
      0.5 * fold(noise(at * 2.1, k + 3, seed)) +
      0.25 * noise(at * 4.3, k + 7, seed) +
      0.1 * noise(at * 9, k + 11, seed);
    points.push([x, r.base - r.height * h]);
  }
  return points;
}

function paintRidge(p: Painter, r: Ridge, row: number, seed: number): { points: Point[]; clip: string } {
  const points = skyline(r, row, seed);
  const d = line([...points, [1610, 1010], [-10, 1010]], true);
  const c = shades(r.foot);
  const clip = p.clip(`<path d="${d}"/>`);
  p.body.push(
    `<path d="${d}" fill="${c.deep}" opacity=".16" transform="translate(0 -5)" filter="url(#b12)"/><path d="${d}" fill="${p.gradient([r.top, r.foot, c.soft], r.base - r.height, Math.min(1000, r.base + 260))}"/>`,
  );
  const strata = Array.from({ length: 8 }, (_, i) => {
    const k = i + 1;
    return line(points.map(([x, y]): Point => [x, y + k * k * 4 + 14 * k + 3.6 * k * noise(x / 210, k * 3 + row, seed)]));
  }).join("");
  p.body.push(
    `<g clip-path="url(#${clip})"><path d="${strata}" fill="none" stroke="${c.dark}" stroke-width="7" opacity=".12" filter="url(#b4)"/><path d="${strata}" fill="none" stroke="${c.light}" stroke-width="2" opacity=".13" transform="translate(0 -3)"/><path d="${line(points)}" fill="none" stroke="${c.glow}" stroke-width="5" opacity=".5" filter="url(#b4)"/></g>`,
  );
  p.grain(clip, c.light, c.dark, 0.55 + row * 0.09);
  return { points, clip };
}

function paintSea(p: Painter, scene: Scene, random: () => number) {
  if (!scene.sea) return;
  const { y, top, foot } = scene.sea;
  const clip = p.clip(`<rect y="${y}" width="1600" height="600"/>`);
  p.body.push(`<rect y="${y}" width="1600" height="600" fill="${p.gradient([top, "#9AA094", foot], y, 1000)}"/>`);
  const glitter = Array.from({ length: 150 }, (_, i) => {
    const t = i / 150;
    const width = 12 + t * 120;
    const x = scene.sun.x + (random() - 0.5) * (90 + t * 330);
    return `M${format(x - width * random())} ${format(y + 4 + t * t * 330)}H${format(x + width * random())}`;
  });
  p.body.push(`<path d="${glitter.join("")}" stroke="${scene.sun.colour}" stroke-width="2.6" opacity=".6" stroke-linecap="round"/>`);
  const c = shades("#8F978A");
  p.grain(clip, c.light, c.dark, 0.7, 0.006, 0.11);
}

function paintFurrows(p: Painter, clip: string) {
  const [x, y] = [700, 470];
  let [dark, light] = ["", ""];
  for (let i = -34; i <= 34; i++) {
    const end = x + i * 92;
    const bend = (i + 3) * 3;
    dark += `M${x + i * 9} ${y + 70}Q${x + i * 34 + bend} 720 ${end} 1040`;
    light += `M${x + i * 9 + 2} ${y + 70}Q${x + i * 34 + bend + 14} 720 ${end + 44} 1040`;
  }
  p.body.push(
    `<g clip-path="url(#${clip})" fill="none"><path d="${dark}" stroke="#6E4E22" stroke-width="26" opacity=".3" filter="url(#b7)"/><path d="${light}" stroke="#EFD79B" stroke-width="15" opacity=".42" filter="url(#b7)"/></g>`,
  );
  const c = shades("#A3803F");
  p.grain(clip, c.light, c.dark, 1, 0.02, 0.09);
  p.defs.push(
    `<linearGradient id="dusk" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8E4526" stop-opacity="0"/><stop offset="1" stop-color="#7A3A1E" stop-opacity=".5"/></linearGradient>`,
  );
  p.body.push(`<rect y="560" width="1600" height="440" fill="url(#dusk)" clip-path="url(#${clip})"/>`);
}

/** A row of firs along a skyline. */
function paintTrees(p: Painter, points: readonly Point[], colour: string, size: number, random: () => number) {
  let firs = "";
  for (let i = 0; i < points.length; i += 1) {
    const [x, y] = points[i] as Point;
    if (noise(x / 160, 3, 17) < -0.1 || random() < 0.25) continue;
    const h = size * (0.5 + 0.8 * random());
    const w = h * 0.17;
    const tiers = Array.from({ length: 4 }, (_, k) => {
      const top = y + 4 - h + (k * h) / 4.6;
      const half = w * (0.45 + k * 0.25);
      return `M${format(x - half)} ${format(top + h * 0.36)}L${format(x)} ${format(top)}L${format(x + half)} ${format(top + h * 0.36)}Z`;
    });
    firs += tiers.join("");
  }
  p.body.push(`<path d="${firs}" fill="${colour}"/>`);
}

export function drawLandscape(name: SceneName, width: number, seed = 2): string {
  const scene: Scene = SCENES[name];
  const p = new Painter(seed);
  const random = seededRandom(seed * 97 + 5);
  const { x, y, r, colour } = scene.sun;
  const glow = (radius: number, opacity: number, filter: string) =>
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}" opacity="${opacity}" ${filter}/>`;
  p.body.push(
    `<rect width="1600" height="1000" fill="${p.gradient(scene.sky, 0, 620)}"/>${glow(r * 4, 0.5, 'filter="url(#b90)"')}${glow(r * 1.7, 0.55, 'filter="url(#b30)"')}${glow(r, 1, "")}`,
  );
  let last = "";
  scene.ridges.forEach((each, i) => {
    if (scene.sea && i === scene.sea.behind) paintSea(p, scene, random);
    const painted = paintRidge(p, each, i, seed);
    last = painted.clip;
    const fromEnd = scene.ridges.length - i;
    if (scene.trees && fromEnd <= 2) paintTrees(p, painted.points, each.foot, fromEnd === 1 ? 64 : 34, random);
  });
  if (scene.furrows) paintFurrows(p, last);
  p.grain(p.clip(`<rect width="1600" height="1000"/>`), "#fff6e6", "#5a4630", 0.22, 0.5, 0.5);
  const blurs = [4, 7, 12, 30, 90].map(
    (n) => `<filter id="b${n}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="${n}"/></filter>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="8 5 1584 990" width="${width}" height="${Math.round(width * 0.625)}"><defs>${blurs.join("")}${p.defs.join("")}</defs>${p.body.join("")}</svg>`;
}
