import { cell, tiledNoise } from "./noise";

/**
 * Fabrics as small height maps that repeat in both directions. A height is a thread's thickness: about -1 to 1.
 * `x` and `y` are units of the drawing board inside the tile; the tile is `TILE` units wide and high.
 */
export const TILE = 240;

type Height = (x: number, y: number) => number;

export type Fabric = {
  readonly height: Height;
  /** How strongly the threads catch the light. */
  readonly depth: number;
  /** Light and dark threads beside each other, from -1 to 1, apart from their height. */
  readonly tone?: Height;
  /** How the fabric creases: soft waves and sharp crumples. */
  readonly waves: number;
  readonly crumple: number;
};

/** Noise in units of the board: `sx` and `sy` are the sizes of a grain. */
const grain =
  (sx: number, sy: number, seed: number): Height =>
  (x, y) =>
    tiledNoise(x / sx, y / sy, Math.round(TILE / sx), Math.round(TILE / sy), seed);

const fibre = grain(0.8, 0.8, 5);
const lint = grain(3, 3, 9);
const cloud = grain(40, 30, 21);

/** A plain or twill weave; `over` returns whether the upright thread is on top at a crossing. */
function weave(pitch: number, slub: number, over: (i: number, j: number) => boolean): Height {
  const along = grain(2, 24, 31);
  const across = grain(24, 2, 37);
  return (x, y) => {
    const i = Math.floor(x / pitch);
    const j = Math.floor(y / pitch);
    const u = x / pitch - i;
    const v = y / pitch - j;
    const upright = Math.sin(Math.PI * u) * (0.65 + 0.35 * Math.sin(Math.PI * v));
    const level = Math.sin(Math.PI * v) * (0.65 + 0.35 * Math.sin(Math.PI * u));
    const slubs = slub * (along(x, y) + across(x, y)) * 0.5;
    return (over(i, j) ? upright : level * 0.96) + slubs + 0.12 * fibre(x, y);
  };
}

/** Uneven yarn: single threads lighter or darker for part of their length. */
function yarnTone(pitch: number, strength: number): Height {
  const columns = Math.round(TILE / pitch);
  const long = grain(pitch * 2, 60, 41);
  const wide = grain(60, pitch * 2, 43);
  return (x, y) => {
    const i = Math.floor(x / pitch) % columns;
    const j = Math.floor(y / pitch) % columns;
    return strength * (0.5 * (cell(i, 7, 3) + cell(11, j, 4) - 1) + 0.6 * long(x, y) + 0.6 * wide(x, y));
  };
}

/** Rows of V stitches: each leg is a rounded lozenge that leans to the middle of its stitch, no two quite alike. */
function stitches(width: number, height: number, wobble: number): Height {
  const columns = Math.round(TILE / width);
  const rows = Math.round(TILE / height);
  return (x, y) => {
    const i = Math.floor(x / width) % columns;
    const across = (x / width - Math.floor(x / width)) * 2;
    const leg = across < 1 ? 0 : 1;
    const u = leg === 0 ? across : 2 - across;
    const slanted = y / height - 0.95 * u;
    const j = ((Math.floor(slanted) % rows) + rows) % rows;
    const v = slanted - Math.floor(slanted) + wobble * (cell(i * 2 + leg, j, 13) - 0.5);
    const body = Math.max(0, Math.sin(Math.PI * Math.min(1, Math.max(0, v)))) ** 0.6;
    const side = Math.max(0, Math.sin(Math.PI * u)) ** 0.45;
    return 1.1 * body * side + 0.35 * side - 0.75 + 0.16 * fibre(x, y) + 0.1 * lint(x, y);
  };
}

const plain = (i: number, j: number) => (i + j) % 2 === 0;
const twillOver = (i: number, j: number) => (((i + j) % 3) + 3) % 3 !== 0;
const herringboneOver = (i: number, j: number) => {
  const stripe = Math.floor(i / 8) % 2;
  return (stripe ? i + j : i - j + 4000) % 4 < 2;
};

const felt: Height = (x, y) => 0.6 * grain(2, 1.6, 51)(x, y) + 0.5 * lint(x, y) + 0.4 * fibre(x, y);
const stockinette = stitches(10, 7.5, 0.12);
const fineStitches = stitches(4, 3.75, 0.08);
const canvasThreads = weave(4, 0.25, plain);
const linenThreads = weave(3, 0.6, plain);
const poplinThreads = weave(2, 0.15, plain);
/** Divides the tile into a multiple of three; otherwise the diagonals would not meet. */
const TWILL_PITCH = TILE / 81;
const twillThreads = weave(TWILL_PITCH, 0.3, twillOver);
const herringboneThreads = weave(3, 0.2, herringboneOver);
const pebbles = grain(5, 5, 61);
const pores = grain(2.4, 2.4, 63);
const heather = grain(2.4, 5, 71);
const streak = grain(3, 120, 73);

export const fabrics = {
  jersey: { height: fineStitches, depth: 0.3, tone: (x, y) => 0.14 * cloud(x, y), waves: 1, crumple: 0.5 },
  heather: { height: fineStitches, depth: 0.32, tone: (x, y) => 0.75 * heather(x, y), waves: 1, crumple: 0.5 },
  fleece: { height: felt, depth: 0.42, tone: (x, y) => 0.12 * cloud(x, y), waves: 1.25, crumple: 0.3 },
  fine: { height: poplinThreads, depth: 0.28, waves: 0.7, crumple: 0.3 },
  poplin: { height: poplinThreads, depth: 0.34, tone: yarnTone(2, 0.12), waves: 0.7, crumple: 1.15 },
  linen: { height: linenThreads, depth: 0.5, tone: yarnTone(3, 0.42), waves: 0.8, crumple: 1.5 },
  canvas: { height: canvasThreads, depth: 0.6, tone: yarnTone(4, 0.3), waves: 0.9, crumple: 0.8 },
  denim: {
    height: twillThreads,
    depth: 0.62,
    tone: (x, y) =>
      0.5 * streak(x, y) + 0.25 * cloud(x, y) + (twillOver(Math.floor(x / TWILL_PITCH), Math.floor(y / TWILL_PITCH)) ? -0.1 : 0.55),
    waves: 0.9,
    crumple: 0.9,
  },
  twill: { height: twillThreads, depth: 0.5, tone: yarnTone(3, 0.16), waves: 0.9, crumple: 0.7 },
  corduroy: {
    height: (x, y) => 1.1 * Math.abs(Math.sin((Math.PI * x) / 8)) ** 0.7 + 0.22 * felt(x, y),
    depth: 0.95,
    waves: 1,
    crumple: 0.4,
  },
  waffle: {
    height: (x, y) => {
      const edge = Math.max(Math.abs(Math.cos((Math.PI * x) / 8)), Math.abs(Math.cos((Math.PI * y) / 8)));
      return 1.4 * edge ** 3 + 0.15 * fibre(x, y);
    },
    depth: 0.75,
    waves: 0.9,
    crumple: 0.3,
  },
  herringbone: {
    height: herringboneThreads,
    depth: 0.5,
    tone: (x, y) => (herringboneOver(Math.floor(x / 3), Math.floor(y / 3)) ? 0.42 : -0.42) + 0.3 * lint(x, y),
    waves: 0.8,
    crumple: 0.25,
  },
  wool: {
    height: (x, y) => felt(x, y) + 0.35 * twillThreads(x, y),
    depth: 0.5,
    tone: (x, y) => 0.2 * heather(x, y) + 0.1 * cloud(x, y),
    waves: 0.9,
    crumple: 0.2,
  },
  boiled: { height: felt, depth: 0.75, tone: (x, y) => 0.22 * lint(x, y), waves: 0.9, crumple: 0.15 },
  knit: { height: stockinette, depth: 1.3, tone: (x, y) => 0.16 * heather(x, y), waves: 0.9, crumple: 0.12 },
  fineknit: { height: fineStitches, depth: 1.1, tone: (x, y) => 0.15 * heather(x, y), waves: 1, crumple: 0.25 },
  ribknit: {
    height: (x, y) => 2.6 * Math.sin((2 * Math.PI * x) / 12) + 0.8 * fineStitches(x, y),
    depth: 0.8,
    waves: 0.8,
    crumple: 0.1,
  },
  moss: {
    height: (x, y) => {
      const bump = Math.sin((Math.PI * x) / 6) * Math.sin((Math.PI * y) / 6);
      return 1.5 * bump + 0.5 * fineStitches(x, y);
    },
    depth: 0.9,
    waves: 0.8,
    crumple: 0.1,
  },
  leather: {
    height: (x, y) => 0.9 * Math.abs(pebbles(x, y)) + 0.6 * Math.abs(pores(x, y)),
    depth: 0.7,
    tone: (x, y) => 0.3 * cloud(x, y),
    waves: 0.5,
    crumple: 0.2,
  },
} as const satisfies Record<string, Fabric>;

export type FabricName = keyof typeof fabrics;

export type FabricTile = { readonly size: number; readonly shade: Float32Array };

const tiles = new Map<string, FabricTile>();

/** The light on a fabric's threads, from -1 (dark) to 1 (light), `scale` pixels to a unit. */
export function fabricTile(name: FabricName, scale: number): FabricTile {
  const known = tiles.get(`${name} ${scale}`);
  if (known) return known;
  const fabric: Fabric = fabrics[name];
  const size = Math.round(TILE * scale);
  const heights = new Float32Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) heights[j * size + i] = fabric.height(((i + 0.5) / size) * TILE, ((j + 0.5) / size) * TILE);
  }
  const shade = new Float32Array(size * size);
  const reach = Math.max(1, Math.round(scale * 0.4));
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      const here = (dx: number, dy: number) => heights[((j + dy + size) % size) * size + ((i + dx + size) % size)] as number;
      const slope = (here(reach, 0) - here(-reach, 0)) * 0.62 + (here(0, reach) - here(0, -reach)) * 0.7;
      const lit = 0.3 * slope * (1.6 / Math.max(1, scale / reach / 1.6)) + 0.22 * (here(0, 0) - 0.4);
      const tone = fabric.tone ? fabric.tone((i / size) * TILE, (j / size) * TILE) : 0;
      shade[j * size + i] = Math.tanh(fabric.depth * lit * 1.5 + 0.3 * tone);
    }
  }
  const tile = { size, shade };
  tiles.set(`${name} ${scale}`, tile);
  return tile;
}
