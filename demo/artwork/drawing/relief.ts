import { boxOf, type Point } from "./geometry";
import { noise } from "./noise";

/**
 * The light on a fabric. Folds, creases and rounded edges are added up to one height map, which is lit from the top left, so
 * folds cross, fade out and bend each other as on a real garment.
 */

export type Fold = {
  readonly from: Point;
  readonly bend: Point;
  readonly to: Point;
  readonly width: number;
  readonly strength: number;
  /** A drag line: sharp where it starts, wide and flat where it ends. */
  readonly flare: boolean;
};

/** The visible part of the drawing board, and its pixels per unit. */
export type Frame = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
};

export type Relief = { readonly frame: Frame; readonly columns: number; readonly rows: number; readonly light: Float32Array };

export type ReliefOptions = {
  readonly outlines: readonly (readonly Point[])[];
  readonly folds: readonly Fold[];
  readonly frame: Frame;
  /** How thick the edge looks: 1 is a T-shirt. */
  readonly round: number;
  readonly waves: number;
  readonly crumple: number;
  readonly seed: number;
};

const MARGIN = 24;
const LIGHT = { x: -0.52, y: -0.66, z: 0.54 };

type Grid = { readonly columns: number; readonly rows: number; readonly left: number; readonly top: number; readonly scale: number };

/** 1 inside the outlines, 0 outside (non-zero winding). */
function fill(outlines: ReliefOptions["outlines"], grid: Grid): Uint8Array {
  const mask = new Uint8Array(grid.columns * grid.rows);
  for (let row = 0; row < grid.rows; row++) {
    const y = grid.top + (row + 0.5) / grid.scale;
    const crossings: { x: number; turn: number }[] = [];
    for (const points of outlines) {
      for (let i = 0; i < points.length; i++) {
        const [ax, ay] = points[i] as Point;
        const [bx, by] = points[(i + 1) % points.length] as Point;
        if (ay <= y === by <= y) continue;
        crossings.push({ x: ax + ((y - ay) / (by - ay)) * (bx - ax), turn: ay < by ? 1 : -1 });
      }
    }
    crossings.sort((a, b) => a.x - b.x);
    let winding = 0;
    crossings.forEach((crossing, i) => {
      winding += crossing.turn;
      const next = crossings[i + 1];
      if (winding === 0 || !next) return;
      const from = Math.max(0, Math.ceil((crossing.x - grid.left) * grid.scale - 0.5));
      const to = Math.min(grid.columns - 1, Math.floor((next.x - grid.left) * grid.scale - 0.5));
      if (to >= from) mask.fill(1, row * grid.columns + from, row * grid.columns + to + 1);
    });
  }
  return mask;
}

/** Distance to the edge in units (two-pass chamfer), up to `limit`. */
function distances(mask: Uint8Array, grid: Grid, limit: number): Float32Array {
  const { columns, rows } = grid;
  const one = 1 / grid.scale;
  const diagonal = Math.SQRT2 / grid.scale;
  const d = new Float32Array(mask.length);
  for (let i = 0; i < mask.length; i++) d[i] = mask[i] ? limit : 0;
  const relax = (i: number, from: number, step: number) => {
    const next = (d[from] as number) + step;
    if (next < (d[i] as number)) d[i] = next;
  };
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const i = y * columns + x;
      if (x > 0) relax(i, i - 1, one);
      if (y > 0) relax(i, i - columns, one);
      if (x > 0 && y > 0) relax(i, i - columns - 1, diagonal);
      if (x < columns - 1 && y > 0) relax(i, i - columns + 1, diagonal);
    }
  }
  for (let y = rows - 1; y >= 0; y--) {
    for (let x = columns - 1; x >= 0; x--) {
      const i = y * columns + x;
      if (x < columns - 1) relax(i, i + 1, one);
      if (y < rows - 1) relax(i, i + columns, one);
      if (x < columns - 1 && y < rows - 1) relax(i, i + columns + 1, diagonal);
      if (x > 0 && y < rows - 1) relax(i, i + columns - 1, diagonal);
    }
  }
  return d;
}

const PIECES = 18;

function addFold(heights: Float32Array, grid: Grid, fold: Fold, seed: number) {
  const path: Point[] = Array.from({ length: PIECES + 1 }, (_, i) => {
    const t = i / PIECES;
    const u = 1 - t;
    const at = (k: 0 | 1) => u * u * fold.from[k] + 2 * u * t * fold.bend[k] + t * t * fold.to[k];
    const stray = fold.width * 0.5 * noise(t * 4, seed * 3.7, seed) * Math.sin(Math.PI * t);
    return [at(0) + stray, at(1) + stray * 0.6];
  });
  const reach = fold.width * 2.6;
  const box = boxOf(path);
  const column = (x: number) => Math.min(grid.columns, Math.max(0, Math.round((x - grid.left) * grid.scale)));
  const row = (y: number) => Math.min(grid.rows, Math.max(0, Math.round((y - grid.top) * grid.scale)));
  for (let j = row(box.top - reach); j < row(box.bottom + reach); j++) {
    const y = grid.top + (j + 0.5) / grid.scale;
    for (let i = column(box.left - reach); i < column(box.right + reach); i++) {
      const x = grid.left + (i + 0.5) / grid.scale;
      let best = Infinity;
      let along = 0;
      let side = 1;
      for (let k = 0; k < PIECES; k++) {
        const [ax, ay] = path[k] as Point;
        const [bx, by] = path[k + 1] as Point;
        const [dx, dy] = [bx - ax, by - ay];
        const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
        const [ex, ey] = [x - ax - t * dx, y - ay - t * dy];
        const d = ex * ex + ey * ey;
        if (d < best) {
          best = d;
          along = (k + t) / PIECES;
          side = dx * ey - dy * ex > 0 ? 1 : -1;
        }
      }
      const widening = fold.flare ? 0.45 + 0.9 * along : 0.72 + 0.4 * Math.sin(Math.PI * along);
      const w = fold.width * widening * (side > 0 ? 1.2 : 0.75);
      const u = Math.sqrt(best) / w;
      if (u > 2.2) continue;
      const ends = fold.flare ? Math.min(1, along * 9) * (1 - along) ** 0.8 : Math.min(1, along * 3.4) * Math.min(1, (1 - along) * 3.4);
      // a crest with a shallow trough beside it, as in fabric that is pushed together
      const profile = Math.exp(-u * u * 1.3) - 0.42 * Math.exp(-((u - 1.25) ** 2) * 3);
      const i0 = j * grid.columns + i;
      heights[i0] = (heights[i0] as number) + fold.strength * fold.width * 0.42 * ends * profile;
    }
  }
}

/** Hand-sized creases: slow waves, and crumples with sharp crests and flat valleys between them. */
function crease(x: number, y: number, seed: number, waves: number, crumple: number): number {
  const wx = x + 26 * noise(x / 90, y / 110, seed + 1);
  const wy = y + 26 * noise(x / 100, y / 90, seed + 2);
  let h = waves * (5 * noise(wx / 120, wy / 150, seed + 3) + 1.6 * noise(wx / 46, wy / 62, seed + 4));
  if (crumple > 0.05) {
    const crest = (n: number) => (1 - Math.abs(n)) ** 3;
    const where = 0.5 + 0.5 * noise(x / 140, y / 140, seed + 5);
    h += crumple * where * (2.6 * crest(noise(wx / 58, wy / 74, seed + 6)) + 1.1 * crest(noise(wx / 27, wy / 33, seed + 7)));
    h += crumple * 0.35 * noise(wx / 13, wy / 15, seed + 8);
  }
  return h;
}

function blur(values: Float32Array, columns: number, rows: number) {
  const copy = values.slice();
  for (let y = 1; y < rows - 1; y++) {
    for (let x = 1; x < columns - 1; x++) {
      const i = y * columns + x;
      const at = (k: number) => copy[k] as number;
      values[i] =
        (4 * at(i) +
          2 * (at(i - 1) + at(i + 1) + at(i - columns) + at(i + columns)) +
          at(i - columns - 1) +
          at(i - columns + 1) +
          at(i + columns - 1) +
          at(i + columns + 1)) /
        16;
    }
  }
}

/** The light on the part of the fabric in the frame, from -1 (shadow) to 1; undefined if none of it is in the frame. */
export function relief(options: ReliefOptions): Relief | undefined {
  const { frame, outlines, round } = options;
  const box = boxOf(outlines.flat());
  const left = Math.max(frame.left, box.left) - MARGIN;
  const top = Math.max(frame.top, box.top) - MARGIN;
  const width = Math.min(frame.left + frame.width, box.right) + MARGIN - left;
  const height = Math.min(frame.top + frame.height, box.bottom) + MARGIN - top;
  if (width <= 2 * MARGIN || height <= 2 * MARGIN) return undefined;
  const columns = Math.ceil(width * frame.scale);
  const rows = Math.ceil(height * frame.scale);
  const grid: Grid = { columns, rows, left, top, scale: frame.scale };

  const edge = 17 * round;
  const inward = distances(fill(outlines, grid), grid, Math.max(edge, 12));
  const heights = new Float32Array(columns * rows);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const k = j * columns + i;
      const d = inward[k] as number;
      if (d === 0) continue;
      const e = Math.min(1, d / edge);
      const lip = edge * 0.36 * (1 - (1 - e) ** 2);
      heights[k] = lip + crease(left + i / frame.scale, top + j / frame.scale, options.seed, options.waves, options.crumple);
    }
  }
  for (const [n, fold] of options.folds.entries()) addFold(heights, grid, fold, options.seed + n);
  blur(heights, columns, rows);
  if (frame.scale > 1.2) blur(heights, columns, rows);

  const light = new Float32Array(columns * rows);
  for (let j = 1; j < rows - 1; j++) {
    for (let i = 1; i < columns - 1; i++) {
      const k = j * columns + i;
      const nx = (-((heights[k + 1] as number) - (heights[k - 1] as number)) * frame.scale) / 2;
      const ny = (-((heights[k + columns] as number) - (heights[k - columns] as number)) * frame.scale) / 2;
      // the very edge is steep: limit it, or it draws a hard line
      const steep = Math.hypot(nx, ny);
      const hold = steep > 0.62 ? 0.62 / steep : 1;
      const lit = (nx * hold * LIGHT.x + ny * hold * LIGHT.y + LIGHT.z) / Math.sqrt(1 + (steep * hold) ** 2) / LIGHT.z - 1;
      const occluded = 0.22 * Math.exp(-(inward[k] as number) / 5);
      light[k] = Math.tanh(lit * 0.95 - occluded);
    }
  }
  return { frame: { left, top, width: columns / frame.scale, height: rows / frame.scale, scale: frame.scale }, columns, rows, light };
}
