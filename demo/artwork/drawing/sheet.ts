import { type Shades, shades, toRgb } from "./colour";
import { type Fabric, type FabricName, fabrics, fabricTile, TILE } from "./fabrics";
import { type Box, band, boxOf, flatten, format, line, type Point, pointsOf, shift, turn } from "./geometry";
import { noise, seededRandom } from "./noise";
import { type Fold, type Frame, relief } from "./relief";

/** A pixel picture inside the drawing; `render` writes it into the SVG as a PNG in place of its placeholder. */
export type Pixels = {
  readonly placeholder: string;
  readonly width: number;
  readonly height: number;
  readonly rgba: Buffer;
};

/** Woven or knitted stripes or checks; they follow the grain of each part. */
export type Pattern = {
  readonly kind: "stripes" | "checks";
  readonly colour: string;
  readonly pitch: number;
  readonly width: number;
  readonly second?: string;
};

export type PartOptions = {
  /** The grain, in degrees. */
  angle?: number;
  folds?: readonly Fold[];
  fill?: string;
  fabric?: FabricName;
  /** Strength of the shadow that the part casts on the parts below. */
  cast?: number;
  /** How much it creases by itself. */
  crease?: number;
  /** How thick its edge looks. */
  round?: number;
  /** The path is final: don't make it uneven. */
  raw?: boolean;
  pattern?: Pattern | null;
  /** SVG drawn on the fabric before the light. */
  marks?: string;
};

export type SeamOptions = {
  /** Distances of the rows of stitches from the seam. */
  stitch?: readonly number[];
  groove?: number;
  thread?: string;
  raw?: boolean;
  dash?: string;
  stitchWidth?: number;
};

export type RibOptions = { ribs?: number; cast?: number; tone?: string; depth?: number; round?: number };

export type SheetOptions = {
  colour: string;
  fabric: FabricName;
  seed: number;
  frame: Frame;
  /** Pixels per unit of the finished drawing; the relief is coarser. */
  scale: number;
  pattern: Pattern | null;
};

/** The drawing board on which one garment is assembled, part by part, from back to front. */
export class Sheet {
  readonly colour: Shades;
  readonly random: () => number;
  readonly fabric: FabricName;
  readonly seed: number;
  readonly pattern: Pattern | null;
  readonly defs: string[] = [];
  readonly body: string[] = [];
  readonly silhouette: string[] = [];
  readonly pixels: Pixels[] = [];
  private readonly tileIds = new Map<string, string>();
  private count = 0;

  constructor(private readonly options: SheetOptions) {
    this.colour = shades(options.colour);
    this.fabric = options.fabric;
    this.seed = options.seed;
    this.pattern = options.pattern;
    this.random = seededRandom(options.seed * 7919 + 13);
  }

  /** A number from -amount to amount. */
  jitter(amount: number): number {
    return (this.random() - 0.5) * 2 * amount;
  }

  put(svg: string) {
    this.body.push(svg);
  }

  /** A path made uneven, as if laid by hand: slow drifts, and a little tremble. */
  warp(path: string, amount = 4.2): string {
    const s = this.seed;
    return flatten(path)
      .map((outline) => {
        const moved = outline.points.map(([x, y]): Point => {
          const dx = amount * noise(x / 105, y / 130, s) + 0.5 * noise(x / 24, y / 26, s + 5);
          const dy = amount * noise(x / 120 + 40, y / 105, s + 9) + 0.5 * noise(x / 22, y / 26 + 9, s + 3);
          return [x + dx, y + dy];
        });
        return line(moved, outline.closed);
      })
      .join("");
  }

  points(path: string): Point[] {
    return pointsOf(this.warp(path), 5);
  }

  /** Draws one part. Returns the id of its clip path, for drawing on this part only. */
  part(path: string, options: PartOptions = {}): string {
    const { angle = 0, folds = [], fill = this.colour.base, cast = 0, crease = 1, round = 1 } = options;
    const fabricName = options.fabric ?? this.fabric;
    const fabric: Fabric = fabrics[fabricName];
    const tint = fill === this.colour.base ? this.colour : shades(fill);
    const d = options.raw ? path : this.warp(path);
    const id = `p${this.count++}`;
    const outlines = flatten(d, 5).map((o) => o.points);
    const box = boxOf(outlines.flat());
    this.defs.push(`<clipPath id="${id}"><path d="${d}"/></clipPath>`);
    this.silhouette.push(d);
    const pattern = options.pattern === undefined ? this.pattern : options.pattern;
    this.body.push(
      cast ? this.shadow(d, cast) : "",
      `<g clip-path="url(#${id})"><path d="${d}" fill="${tint.base}"/>`,
      pattern ? this.turned(box, angle, this.patternFill(pattern)) : "",
      options.marks ?? "",
      this.turned(box, angle, this.tileFill(fabricName, tint)),
      this.light(outlines, folds, tint, { round, waves: fabric.waves * crease, crumple: fabric.crumple * crease }),
      `<path d="${d}" fill="none" stroke="${tint.deep}" stroke-width="1.2" opacity=".3"/></g>`,
    );
    return id;
  }

  /** The shadow of a raised part, softened without a filter: a few outlines, each wider and fainter. */
  private shadow(d: string, strength: number): string {
    const ring = (width: number, opacity: number) =>
      `<path d="${d}" fill="${this.colour.deep}" stroke="${this.colour.deep}" stroke-width="${width}" stroke-linejoin="round" opacity="${(opacity * strength).toFixed(3)}"/>`;
    return `<g transform="translate(2.6 5)">${ring(14, 0.05)}${ring(9.5, 0.07)}${ring(6, 0.09)}${ring(3, 0.12)}${ring(0.5, 0.14)}</g>`;
  }

  private turned(box: Box, angle: number, fill: string): string {
    const [cx, cy] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const reach = angle ? Math.hypot(box.right - box.left, box.bottom - box.top) / 2 + 6 : 0;
    const [w, h] = angle ? [reach, reach] : [(box.right - box.left) / 2 + 4, (box.bottom - box.top) / 2 + 4];
    const turnIt = angle ? ` transform="rotate(${format(angle)} ${format(cx)} ${format(cy)})"` : "";
    return `<rect x="${format(cx - w)}" y="${format(cy - h)}" width="${format(2 * w)}" height="${format(2 * h)}" fill="${fill}"${turnIt}/>`;
  }

  private patternFill({ kind, colour, pitch, width, second }: Pattern): string {
    const key = `pattern ${kind} ${colour} ${pitch}`;
    const known = this.tileIds.get(key);
    if (known) return `url(#${known})`;
    const id = `s${this.tileIds.size}`;
    const bar = (y: number, w: number, fill: string, opacity: number) =>
      `<rect y="${y}" width="${pitch}" height="${w}" fill="${fill}" opacity="${opacity}"/>`;
    const post = (x: number, w: number, fill: string, opacity: number) =>
      `<rect x="${x}" width="${w}" height="${pitch}" fill="${fill}" opacity="${opacity}"/>`;
    const woven =
      kind === "stripes"
        ? bar(0, width, colour, 0.94)
        : bar(0, width, colour, 0.5) +
          post(0, width, colour, 0.5) +
          (second ? bar(pitch * 0.66, width * 0.16, second, 0.75) + post(pitch * 0.66, width * 0.16, second, 0.75) : "");
    this.defs.push(`<pattern id="${id}" x="7" y="11" width="${pitch}" height="${pitch}" patternUnits="userSpaceOnUse">${woven}</pattern>`);
    this.tileIds.set(key, id);
    return `url(#${id})`;
  }

  private tileFill(name: FabricName, tint: Shades): string {
    const key = `${name} ${tint.base}`;
    const known = this.tileIds.get(key);
    if (known) return `url(#${known})`;
    const tile = fabricTile(name, this.options.scale);
    const rgba = this.tinted(tile.shade, tint, 0.62, 0.5);
    const id = `t${this.tileIds.size}`;
    const placeholder = this.addPixels(tile.size, tile.size, rgba);
    this.defs.push(
      `<pattern id="${id}" width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse"><image width="${TILE}" height="${TILE}" preserveAspectRatio="none" href="${placeholder}"/></pattern>`,
    );
    this.tileIds.set(key, id);
    return `url(#${id})`;
  }

  private light(
    outlines: readonly Point[][],
    folds: readonly Fold[],
    tint: Shades,
    look: { round: number; waves: number; crumple: number },
  ): string {
    const map = relief({ outlines, folds, frame: this.options.frame, seed: this.seed * 31 + this.count * 7, ...look });
    if (!map) return "";
    const placeholder = this.addPixels(map.columns, map.rows, this.tinted(map.light, tint, 0.95, 0.62));
    const { left, top, width, height } = map.frame;
    return `<image x="${left.toFixed(2)}" y="${top.toFixed(2)}" width="${width.toFixed(2)}" height="${height.toFixed(2)}" preserveAspectRatio="none" href="${placeholder}"/>`;
  }

  /** Light and shadow as a layer of tints with alpha. */
  private tinted(light: Float32Array, tint: Shades, shadow: number, shine: number): Buffer {
    const rgba = Buffer.alloc(light.length * 4);
    const [dark, deep] = [toRgb(tint.dark), toRgb(tint.deep)];
    const bright = toRgb(tint.light);
    // dark fabric absorbs light; only leather shines
    const boost = tint.lightness < 0.35 && this.fabric !== "leather" ? 0.72 : 1;
    for (let i = 0; i < light.length; i++) {
      const value = light[i] as number;
      const depth = Math.min(1, -value * 1.3);
      for (let c = 0 as 0 | 1 | 2; c < 3; c = (c + 1) as 0 | 1 | 2) {
        rgba[i * 4 + c] = value > 0 ? bright[c] : dark[c] + (deep[c] - dark[c]) * Math.max(0, depth);
      }
      rgba[i * 4 + 3] = Math.round(255 * Math.min(0.9, value > 0 ? value * shine * boost : -value * shadow));
    }
    return rgba;
  }

  private addPixels(width: number, height: number, rgba: Buffer): string {
    const placeholder = `@@${this.pixels.length}@@`;
    this.pixels.push({ placeholder, width, height, rgba });
    return placeholder;
  }

  fold(x1: number, y1: number, cx: number, cy: number, x2: number, y2: number, width = 10, strength = 1): Fold {
    const stray = () => this.jitter(width * 0.4);
    return {
      from: [x1 + stray(), y1 + stray()],
      bend: [cx + stray(), cy + stray()],
      to: [x2 + stray(), y2 + stray()],
      width: width * (0.8 + 0.4 * this.random()),
      strength: strength * (0.8 + 0.4 * this.random()),
      flare: false,
    };
  }

  /** Drag lines from a point where the fabric is fixed (armpit, elbow, crotch): [degrees, length, width, bend]. */
  fan(x: number, y: number, lines: readonly (readonly [number, number, number, number?])[], strength = 1): Fold[] {
    return lines.map(([degrees, length, width, bend = 0.12]) => {
      const a = ((degrees + this.jitter(7)) * Math.PI) / 180;
      const l = length * (0.8 + this.random() * 0.35);
      const [ex, ey] = [x + Math.cos(a) * l, y + Math.sin(a) * l];
      const middle: Point = [(x + ex) / 2 - Math.sin(a) * l * bend, (y + ey) / 2 + Math.cos(a) * l * bend];
      const from: Point = [x + Math.cos(a) * 5, y + Math.sin(a) * 5];
      const k = strength * (0.75 + 0.5 * this.random());
      return { from, bend: middle, to: [ex, ey], width, strength: k, flare: true };
    });
  }

  /** A sewn seam: a groove, its lit edge, and rows of stitches beside it. */
  seam(path: string, options: SeamOptions = {}) {
    const { stitch = [], groove = 1, thread = this.colour.dark, dash = "3.4 2.2", stitchWidth = 1 } = options;
    const c = this.colour;
    const d = options.raw ? path : this.warp(path);
    const points = pointsOf(d, 5);
    const stroke = (p: string, colour: string, width: number, opacity: number, extra = "") =>
      `<path d="${p}" fill="none" stroke="${colour}" stroke-width="${width}" opacity="${opacity.toFixed(3)}"${extra}/>`;
    if (groove) {
      this.put(
        stroke(d, c.dark, 6.5, 0.1 * groove) +
          stroke(d, c.dark, 3.6, 0.16 * groove) +
          stroke(d, c.deep, 1, 0.46 * groove) +
          stroke(line(shift(points, 1.5)), c.light, 1.1, 0.32 * groove),
      );
    }
    for (const distance of stitch) {
      const q = line(shift(points, distance));
      this.put(
        stroke(q, c.deep, stitchWidth + 0.9, 0.2, ` transform="translate(.5 .9)"`) +
          stroke(q, thread, stitchWidth, 0.8, ` stroke-dasharray="${dash}" stroke-linecap="round"`),
      );
    }
  }

  /** A ribbed band between two edges that run in the same direction. */
  rib(a: readonly Point[], b: readonly Point[], options: RibOptions = {}) {
    const { ribs = 40, cast = 0, tone = this.colour.base, depth = 1, round = 0.45 } = options;
    const c = tone === this.colour.base ? this.colour : shades(tone);
    const id = this.part(band(a, b), { raw: true, fill: tone, fabric: "fine", crease: 0.25, cast, round, pattern: null });
    const at = (points: readonly Point[], t: number): Point => {
      const k = Math.min(points.length - 1.001, Math.max(0, t * (points.length - 1)));
      const i = Math.floor(k);
      const [p, q] = [points[i] as Point, points[i + 1] as Point];
      return [p[0] + (q[0] - p[0]) * (k - i), p[1] + (q[1] - p[1]) * (k - i)];
    };
    let length = 0;
    for (let i = 1; i < a.length; i++) {
      const [p, q] = [a[i - 1] as Point, a[i] as Point];
      length += Math.hypot(q[0] - p[0], q[1] - p[1]);
    }
    const width = length / ribs;
    let furrows = "";
    let crests = "";
    for (let i = 0; i < ribs; i++) {
      const t = (i + 0.5) / ribs;
      const lean = this.jitter(0.05) / ribs;
      furrows += line([at(a, t + lean), at(b, t - lean)]);
      crests += line([at(a, t + 0.5 / ribs), at(b, t + 0.5 / ribs)]);
    }
    const pale = c.lightness > 0.8 ? 0.62 : 1;
    const stroke = (d: string, colour: string, w: number, opacity: number) =>
      `<path d="${d}" stroke="${colour}" stroke-width="${format(width * w)}" opacity="${(opacity * depth * pale).toFixed(2)}" fill="none"/>`;
    this.put(
      `<g clip-path="url(#${id})">${stroke(furrows, c.dark, 0.62, 0.3)}${stroke(furrows, c.deep, 0.32, 0.34)}${stroke(crests, c.light, 0.3, 0.32)}</g>`,
    );
  }
}

/** A fold rotated with its part. */
export function turnFold(fold: Fold, degrees: number, about: Point, by: Point): Fold {
  const move = (p: Point): Point => {
    const [x, y] = turn(p, degrees, about);
    return [x + by[0], y + by[1]];
  };
  return { ...fold, from: move(fold.from), bend: move(fold.bend), to: move(fold.to) };
}
