/** Curves as lists of points. Units are those of the drawing board: 800 wide, 1000 high. */

export type Point = readonly [x: number, y: number];
/** A point of a limb's spine with half the limb's width there. */
export type SpinePoint = readonly [x: number, y: number, halfWidth: number];
export type Outline = { readonly points: Point[]; closed: boolean };
export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export const format = (n: number) => n.toFixed(1);

function subdivide(control: readonly Point[], step: number, into: Point[]) {
  let length = 0;
  for (let i = 1; i < control.length; i++) {
    const [a, b] = [control[i - 1] as Point, control[i] as Point];
    length += Math.hypot(b[0] - a[0], b[1] - a[1]);
  }
  const segments = Math.max(1, Math.ceil(length / step));
  for (let i = 1; i <= segments; i++) {
    const t = i / segments;
    let left: readonly Point[] = control;
    while (left.length > 1) {
      const from = left;
      left = from.slice(1).map((p, j) => {
        const q = from[j] as Point;
        return [q[0] + (p[0] - q[0]) * t, q[1] + (p[1] - q[1]) * t];
      });
    }
    into.push(left[0] as Point);
  }
}

const POINTS_OF = { L: 1, Q: 2, C: 3 } as const;

/** An SVG path of absolute M, L, C, Q and Z as points about `step` units apart. */
export function flatten(path: string, step = 4): Outline[] {
  const outlines: Outline[] = [];
  let current: Point = [0, 0];
  for (const [, command, text] of path.matchAll(/([MLCQZ])([^MLCQZ]*)/g)) {
    const numbers = (text?.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    const pointAt = (i: number): Point => [numbers[2 * i] as number, numbers[2 * i + 1] as number];
    if (command === "M") {
      current = pointAt(0);
      outlines.push({ points: [current], closed: false });
      continue;
    }
    const outline = outlines.at(-1);
    if (!outline) throw new Error(`A path starts with M: ${path.slice(0, 40)}`);
    if (command === "Z") {
      outline.closed = true;
      const start = outline.points[0] as Point;
      subdivide([current, start], step, outline.points);
      current = start;
      continue;
    }
    const size = POINTS_OF[command as keyof typeof POINTS_OF];
    for (let i = 0; i + size <= numbers.length / 2; i += size) {
      const control: Point[] = [current];
      for (let j = 0; j < size; j++) control.push(pointAt(i + j));
      subdivide(control, step, outline.points);
      current = control.at(-1) as Point;
    }
  }
  return outlines;
}

export const pointsOf = (path: string, step = 4): Point[] => flatten(path, step).flatMap((o) => o.points);

export function line(points: readonly Point[], closed = false): string {
  return `M${points.map((p) => `${format(p[0])} ${format(p[1])}`).join("L")}${closed ? "Z" : ""}`;
}

/** The area between two edges that run in the same direction. */
export const band = (a: readonly Point[], b: readonly Point[]): string => line([...a, ...[...b].reverse()], true);

export function boxOf(points: readonly Point[]): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/** A smooth curve (Catmull-Rom) through points of any dimension. */
export function spline<P extends readonly number[]>(through: readonly P[], segments = 14): P[] {
  const out: P[] = [];
  const at = (i: number) => through[Math.min(through.length - 1, Math.max(0, i))] as P;
  for (let i = 0; i < through.length - 1; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let k = 0; k < segments; k++) {
      const t = k / segments;
      const value = b.map((bj, j) => {
        const [aj, cj, dj] = [a[j] as number, c[j] as number, d[j] as number];
        return 0.5 * (2 * bj + (cj - aj) * t + (2 * aj - 5 * bj + 4 * cj - dj) * t * t + (3 * bj - aj - 3 * cj + dj) * t * t * t);
      });
      out.push(value as unknown as P);
    }
  }
  out.push(at(through.length - 1));
  return out;
}

function normals(points: readonly (readonly number[])[]): Point[] {
  return points.map((_, i) => {
    const a = points[Math.max(0, i - 1)] as Point;
    const b = points[Math.min(points.length - 1, i + 1)] as Point;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    return [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  });
}

/** A line parallel to a line; the distance may change along it (0 to 1). */
export function shift(points: readonly Point[], distance: number | ((along: number) => number)): Point[] {
  const normal = normals(points);
  return points.map((p, i) => {
    const w = typeof distance === "number" ? distance : distance(i / (points.length - 1));
    const n = normal[i] as Point;
    return [p[0] + n[0] * w, p[1] + n[1] * w];
  });
}

/** The path mirrored to the other side of the drawing board. */
export function mirror(path: string): string {
  return path.replace(
    /(-?\d*\.?\d+)([ ,]+)(-?\d*\.?\d+)/g,
    (_, x: string, gap: string, y: string) => `${format(800 - Number(x))}${gap}${y}`,
  );
}

export const mirrorPoints = (points: readonly Point[]): Point[] => points.map(([x, y]) => [800 - x, y]);

/** A path rotated about a point and moved. */
export function place(path: string, degrees: number, about: Point, by: Point = [0, 0]): string {
  return path.replace(/(-?\d*\.?\d+)[ ,]+(-?\d*\.?\d+)/g, (_, x: string, y: string) => {
    const [px, py] = turn([Number(x), Number(y)], degrees, about);
    return `${format(px + by[0])} ${format(py + by[1])}`;
  });
}

export function turn([x, y]: Point, degrees: number, [cx, cy]: Point): Point {
  const a = (degrees * Math.PI) / 180;
  const [dx, dy] = [x - cx, y - cy];
  return [cx + dx * Math.cos(a) - dy * Math.sin(a), cy + dx * Math.sin(a) + dy * Math.cos(a)];
}

/** The fabric between two edges, addressed by u (root 0 to end 1) and v (-1 to 1). */
export class Strip {
  readonly path: string;

  constructor(
    readonly a: readonly Point[],
    readonly b: readonly Point[],
  ) {
    this.path = band(a, b);
  }

  at(u: number, v: number): Point {
    const k = Math.min(this.a.length - 1.001, Math.max(0, u * (this.a.length - 1)));
    const i = Math.floor(k);
    const edge = (points: readonly Point[]): Point => {
      const [p, q] = [points[i] as Point, points[i + 1] as Point];
      return [p[0] + (q[0] - p[0]) * (k - i), p[1] + (q[1] - p[1]) * (k - i)];
    };
    const [p, q] = [edge(this.a), edge(this.b)];
    return [p[0] + ((q[0] - p[0]) * (v + 1)) / 2, p[1] + ((q[1] - p[1]) * (v + 1)) / 2];
  }

  across(u: number, from = -1, to = 1, bow = 0): Point[] {
    return Array.from({ length: 13 }, (_, i) => {
      const v = from + ((to - from) * i) / 12;
      return this.at(Math.min(1, u + bow * (1 - v * v)), v);
    });
  }

  /** From the root to u. */
  upTo(u: number): Strip {
    const end = Math.floor(u * (this.a.length - 1)) + 2;
    return new Strip(this.a.slice(0, end), this.b.slice(0, end));
  }
}

/** A limb around a spine, from root to end. */
export function limb(points: readonly SpinePoint[]): Strip {
  const spine = spline(points);
  const normal = normals(spine);
  const edge = (side: number): Point[] =>
    spine.map((p, i) => {
      const n = normal[i] as Point;
      return [p[0] + n[0] * p[2] * side, p[1] + n[1] * p[2] * side];
    });
  return new Strip(edge(1), edge(-1));
}
