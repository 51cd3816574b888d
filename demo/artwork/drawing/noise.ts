/** Seeded numbers and smooth noise: the same seed always draws the same garment. */

export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number from 0 to 1 for a cell of a grid. */
export function cell(x: number, y: number, seed: number): number {
  let h = Math.imul(x | 0, 374761393) + Math.imul(y | 0, 668265263) + Math.imul(seed | 0, 1274126177);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h = Math.imul(h ^ (h >>> 15), 2246822519);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

const ease = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

/** Smooth noise from -1 to 1. */
export function noise(x: number, y: number, seed: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const u = ease(x - i);
  const v = ease(y - j);
  const top = cell(i, j, seed) * (1 - u) + cell(i + 1, j, seed) * u;
  const bottom = cell(i, j + 1, seed) * (1 - u) + cell(i + 1, j + 1, seed) * u;
  return (top * (1 - v) + bottom * v) * 2 - 1;
}

/** Smooth noise that repeats after `columns` by `rows` cells. */
export function tiledNoise(x: number, y: number, columns: number, rows: number, seed: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const u = ease(x - i);
  const v = ease(y - j);
  const i0 = ((i % columns) + columns) % columns;
  const j0 = ((j % rows) + rows) % rows;
  const i1 = (i0 + 1) % columns;
  const j1 = (j0 + 1) % rows;
  const top = cell(i0, j0, seed) * (1 - u) + cell(i1, j0, seed) * u;
  const bottom = cell(i0, j1, seed) * (1 - u) + cell(i1, j1, seed) * u;
  return (top * (1 - v) + bottom * v) * 2 - 1;
}
