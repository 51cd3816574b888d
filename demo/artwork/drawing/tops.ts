import { band, line, mirrorPoints, type Point, pointsOf, type SpinePoint, Strip, shift, spline } from "./geometry";
import type { Fold } from "./relief";
import type { PartOptions, Sheet } from "./sheet";
import { button, label, softStroke } from "./trims";

/** The parts that all tops have: a body with armholes, sleeves, a neck. */

/** Half widths from the middle line, and heights: neck, shoulder point, armpit, hem. */
export type TopShape = {
  readonly neckY: number;
  readonly neckHalf: number;
  readonly drop: number;
  readonly shoulder: number;
  readonly shoulderY: number;
  readonly armpit: number;
  readonly armpitY: number;
  readonly hem: number;
  readonly hemY: number;
  readonly bow?: number;
  readonly vee?: boolean;
};

export type TopBody = {
  readonly outline: string;
  readonly neck: string;
  readonly leftArmhole: string;
  readonly rightArmhole: string;
  hemLine(inset: number): string;
};

export function topBody(t: TopShape): TopBody {
  const { neckY: y, neckHalf: n, drop, shoulder: sx, shoulderY: sy, armpit: ax, armpitY: ay, hem: hx, hemY: hy, bow = 12 } = t;
  const h = ay - sy;
  /** Both ends of the body's curves: x away from the middle, on the given side. */
  const x = (side: number, k: number) => 400 + side * k;
  const armhole = (q: number) =>
    `M${x(q, sx)} ${sy} C${x(q, sx - 16)} ${sy + h * 0.42} ${x(q, ax - 44)} ${ay - h * 0.22} ${x(q, ax)} ${ay}`;
  const neckRight = t.vee
    ? `C${x(1, n - 6)} ${y + drop * 0.3} ${x(1, n * 0.5)} ${y + drop * 0.72} 400 ${y + drop}`
    : `C${x(1, n - 4)} ${y + drop * 0.6} ${x(1, n * 0.58)} ${y + drop} 400 ${y + drop}`;
  const neckLeft = t.vee
    ? `C${x(-1, n * 0.5)} ${y + drop * 0.72} ${x(-1, n - 6)} ${y + drop * 0.3} ${x(-1, n)} ${y}`
    : `C${x(-1, n * 0.58)} ${y + drop} ${x(-1, n - 4)} ${y + drop * 0.6} ${x(-1, n)} ${y}`;
  const neckDown = t.vee
    ? `C${x(-1, n - 6)} ${y + drop * 0.3} ${x(-1, n * 0.5)} ${y + drop * 0.72} 400 ${y + drop} C${x(1, n * 0.5)} ${y + drop * 0.72} ${x(1, n - 6)} ${y + drop * 0.3} ${x(1, n)} ${y}`
    : `C${x(-1, n - 4)} ${y + drop * 0.6} ${x(-1, n * 0.58)} ${y + drop} 400 ${y + drop} C${x(1, n * 0.58)} ${y + drop} ${x(1, n - 4)} ${y + drop * 0.6} ${x(1, n)} ${y}`;
  const shoulderLine = (q: number) => [`${x(q, n + (sx - n) * 0.35)} ${y + (sy - y) * 0.34}`, `${x(q, sx - 40)} ${sy - 14}`];
  const side = (q: number) => [`${x(q, ax - 6)} ${ay + (hy - ay) * 0.35}`, `${x(q, hx + 3)} ${hy - (hy - ay) * 0.3}`];
  const [ls, rs, ld, rd] = [shoulderLine(-1), shoulderLine(1), side(-1), side(1)];
  const outline = [
    `M${x(-1, n)} ${y} C${ls.join(" ")} ${x(-1, sx)} ${sy}`,
    armhole(-1).replace(/^M\S+ \S+ /, ""),
    `C${ld.join(" ")} ${x(-1, hx)} ${hy}`,
    `C${x(-1, hx * 0.5)} ${hy + bow} ${x(1, hx * 0.5)} ${hy + bow} ${x(1, hx)} ${hy + 2}`,
    `C${[...rd].reverse().join(" ")} ${x(1, ax)} ${ay}`,
    `C${x(1, ax - 44)} ${ay - h * 0.22} ${x(1, sx - 16)} ${sy + h * 0.42} ${x(1, sx)} ${sy}`,
    `C${[...rs].reverse().join(" ")} ${x(1, n)} ${y}`,
    neckRight,
    neckLeft,
    "Z",
  ].join(" ");
  return {
    outline,
    neck: `M${x(-1, n)} ${y} ${neckDown}`,
    leftArmhole: armhole(-1),
    rightArmhole: armhole(1),
    hemLine: (o) =>
      `M${x(-1, hx)} ${hy - o} C${x(-1, hx * 0.5)} ${hy + bow - o} ${x(1, hx * 0.5)} ${hy + bow - o} ${x(1, hx)} ${hy + 2 - o}`,
  };
}

/** The inside of the back: shadow, tape and woven label; `rib` is the height of a ribbed band there. */
export function backNeck(s: Sheet, t: TopShape, body: TopBody, { rib = 0, ribs = 44 } = {}) {
  const { neckY: y, neckHalf: n, drop } = t;
  const c = s.colour;
  const top = (from: number, lift: number) =>
    `M${400 - n + 1} ${from} C${400 - n * 0.6} ${from - lift} ${400 + n * 0.6} ${from - lift} ${400 + n - 1} ${from}`;
  const id = s.part(
    `${top(y - 1, 10)} C${400 + n} ${y + drop * 0.7} ${400 + n * 0.5} ${y + drop + 14} 400 ${y + drop + 14} C${400 - n * 0.5} ${y + drop + 14} ${400 - n} ${y + drop * 0.7} ${400 - n + 1} ${y - 1} Z`,
    { fill: c.inside, crease: 0.5, pattern: null },
  );
  if (rib) {
    const edge = s.points(top(y - 1, 9));
    s.rib(edge, shift(edge, rib * 0.86), { ribs, tone: c.soft, depth: 0.8 });
  }
  const tape = y + rib * 0.86 + 1;
  s.put(`<path d="${s.warp(top(tape, 9))}" fill="none" stroke="${c.dark}" stroke-width="7" opacity=".55" clip-path="url(#${id})"/>`);
  label(s, 397, tape + 2, 46, 21, -1.5);
  s.put(`<g clip-path="url(#${id})">${softStroke(s.warp(body.neck), c.deep, 62, 0.42, 'transform="translate(0 -4)"')}</g>`);
}

/** The ribbed band along the front of the neck. */
export function neckRib(
  s: Sheet,
  body: TopBody,
  width: number,
  { ribs = 62, stitch = [5] as readonly number[], tone = s.colour.base } = {},
) {
  const edge = s.points(body.neck);
  const inner = shift(edge, (u) => -width * (0.86 + 0.14 * Math.sin(Math.PI * u)));
  s.put(softStroke(line(edge), s.colour.deep, 14, 0.4, 'transform="translate(1 3)"'));
  s.rib(edge, inner, { ribs, tone });
  s.seam(line(edge), { raw: true, groove: 0.8, stitch });
}

/** The ribbed hem of a jumper. */
export function ribHem(s: Sheet, t: TopShape, height: number, ribs: number) {
  const edge = (y: number, k: number) =>
    s.points(`M${400 - t.hem * k} ${y} C${400 - t.hem * 0.5} ${y + 12} ${400 + t.hem * 0.5} ${y + 12} ${400 + t.hem * k} ${y + 1}`);
  const top = edge(t.hemY - 9, 1.004);
  s.rib(top, edge(t.hemY + height, 0.93), { ribs });
  s.seam(line(top), { raw: true, groove: 0.75 });
}

/** Folds of a body that was laid down by hand: drag lines from the armpits, drapes, and a few random ones. */
export function bodyFolds(s: Sheet, t: TopShape, k = 1): Fold[] {
  const [ax, ay, hy] = [t.armpit, t.armpitY, t.hemY];
  const length = hy - ay;
  const side = (q: number, fan: readonly (readonly [number, number, number, number?])[]) =>
    s.fan(400 + q * (ax - 14), ay + 6, fan, 0.85 * k);
  const folds = [
    ...side(-1, [
      [22, length * 0.42, 11],
      [48, length * 0.56, 14, 0.06],
      [72, length * 0.72, 13, 0.04],
    ]),
    ...side(1, [
      [156, length * 0.46, 12, -0.1],
      [128, length * 0.6, 14, -0.06],
      [104, length * 0.68, 13, -0.05],
    ]),
    s.fold(330, t.neckY + t.drop + 40, 400, t.neckY + t.drop + 96, 472, t.neckY + t.drop + 34, 15, 0.26 * k),
    s.fold(400 - t.shoulder + 50, t.shoulderY + 8, 308, t.shoulderY + 90, 320, ay - 20, 13, 0.4 * k),
    s.fold(400 + t.shoulder - 50, t.shoulderY + 8, 494, t.shoulderY + 90, 484, ay - 30, 13, 0.34 * k),
  ];
  // drapes from the chest down, at different places in every garment
  for (let i = 0; i < 4; i++) {
    const x = 400 + (i - 1.5) * ax * 0.52 + s.jitter(26);
    const from = ay + length * (0.12 + 0.34 * s.random());
    const to = hy - 4 - length * 0.3 * s.random() * (i % 2);
    folds.push(
      s.fold(x, from, x + s.jitter(26), (from + to) / 2, x + s.jitter(16), to, 13 + 6 * s.random(), (0.3 + 0.22 * s.random()) * k),
    );
  }
  // short creases across the waist
  for (let i = 0; i < 3; i++) {
    const q = i % 2 ? 1 : -1;
    const y = ay + length * (0.45 + 0.4 * s.random());
    const from = 400 + q * (ax - 4);
    const reach = 50 + 60 * s.random();
    folds.push(
      s.fold(from, y, from - q * reach * 0.5, y + 10 + s.jitter(10), from - q * reach, y - 4 + s.jitter(16), 8 + 3 * s.random(), 0.5 * k),
    );
  }
  return folds;
}

/** A sleeve's fabric from the armhole down; `spine` is below the armpit, as seen on the left. */
function sleeveStrip(t: TopShape, spine: readonly SpinePoint[], right: boolean): Strip {
  const [sx, sy] = [400 - t.shoulder, t.shoulderY];
  const [ax, ay] = [400 - t.armpit, t.armpitY];
  const h = (ay - sy) / 200;
  const outer = spline<Point>([
    [sx + 9, sy - 3],
    [sx - 14 * h, sy + 9 * h],
    [sx - 46 * h, sy + 58 * h],
    ...spine.map(([x, y, w]): Point => [x - w * 0.985, y - w * 0.17]),
  ]);
  const inner = spline<Point>([
    [sx + 60, sy + 110 * h],
    [ax + 52, ay - 60 * h],
    [ax + 22, ay + 2],
    ...spine.map(([x, y, w]): Point => [x + w * 0.985, y + w * 0.17]),
  ]);
  return right ? new Strip(mirrorPoints(inner), mirrorPoints(outer)) : new Strip(outer, inner);
}

/** A fold on a strip of fabric, from one address to another. */
export function foldOn(s: Sheet, l: Strip, u1: number, v1: number, u2: number, v2: number, width: number, k = 1, bend = 0.15): Fold {
  const [x1, y1] = l.at(u1, v1);
  const [x2, y2] = l.at(u2, v2);
  return s.fold(x1, y1, (x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 - (x2 - x1) * bend, x2, y2, width, k);
}

export type SleeveOptions = {
  cuff?: "rib" | "hem" | "shirt" | "plain";
  right?: boolean;
  /** Where the ribbed cuff starts, as a share of the length. */
  cuffAt?: number;
  strength?: number;
  ribs?: number;
};

export function longSleeve(s: Sheet, t: TopShape, spine: readonly SpinePoint[], options: SleeveOptions = {}): Strip {
  const { cuff = "rib", right = false, cuffAt = 0.905, strength: k = 1, ribs = 15 } = options;
  // the two arms are never laid down alike
  const lay = s.jitter(9);
  const laid = spine.map(([x, y, w], i): SpinePoint => [x + lay * ((i + 1) / spine.length), y + s.jitter(4), w]);
  const l = sleeveStrip(t, laid, right);
  const [first, last] = [laid[0] as SpinePoint, laid.at(-1) as SpinePoint];
  const lean = (Math.atan2(last[0] - first[0], last[1] - first[1]) * -180) / Math.PI;
  const angle = right ? -lean : lean;
  const q = right ? -1 : 1;
  const f = (u1: number, v1: number, u2: number, v2: number, w: number, strength: number, bend?: number) =>
    foldOn(s, l, u1 + s.jitter(0.02), v1 * q, u2 + s.jitter(0.03), v2 * q, w, strength * k, bend);
  const elbow = 0.5 + s.jitter(0.04);
  const folds = [
    f(0.16, -0.5, 0.34, 0.75, 12, 0.8),
    f(0.3, -0.95, 0.46, 0.1, 11, 0.75),
    f(elbow, 0.95, elbow - 0.08, -0.3, 9, 1, 0.1),
    f(elbow + 0.05, 0.95, elbow + 0.09, -0.5, 10, 0.85, -0.1),
    f(elbow + 0.12, -0.95, elbow + 0.22, 0.3, 9, 0.7),
    f(0.78, 0.9, 0.72, -0.4, 8, 0.75),
    f(0.8, -0.9, 0.88, 0.2, 8, 0.75),
    f(0.06, 0.2, 0.3, -0.3, 15, 0.4),
  ];
  if (cuff === "rib") {
    for (let i = 0; i < 5; i++)
      folds.push(f(cuffAt - 0.005, (-0.8 + i * 0.4) * q, cuffAt - 0.09 - 0.03 * s.random(), (-0.9 + i * 0.42) * q, 6, 0.7, 0.05));
    s.part(l.upTo(cuffAt).path, { angle, folds });
    const top = s.points(line(l.across(cuffAt, -1.02, 1.02, 0.006)));
    s.rib(top, s.points(line(l.across(1, -0.86, 0.86, 0.008))), { ribs });
    s.seam(line(top), { raw: true, groove: 0.6 });
    return l;
  }
  s.part(l.path, { angle, folds });
  if (cuff === "hem") s.seam(line(l.across(0.965)), { groove: 0.45, stitch: [1.5, -1.5] });
  if (cuff === "plain") s.seam(line(l.across(0.94)), { groove: 0.5, stitch: [0] });
  if (cuff === "shirt") {
    const edge = pointsOf(s.warp(line(l.across(0.885))), 5);
    s.part(band(edge, pointsOf(s.warp(line(l.across(1, -1.01, 1.01))), 5)), { raw: true, angle, crease: 0.4, round: 0.5, cast: 0.35 });
    s.seam(line(edge), { raw: true, groove: 0.9, stitch: [-3.5] });
    s.seam(line(l.across(0.985, -0.95, 0.95)), { groove: 0, stitch: [-1] });
    const [bx, by] = l.at(0.945, 0.55 * q);
    button(s, bx, by, 6);
  }
  return l;
}

/** A short sleeve defined by its outer and inner edge, as on the left. */
export function shortSleeve(
  s: Sheet,
  outer: readonly Point[],
  inner: readonly Point[],
  right: boolean,
  options: PartOptions & { hem?: "hem" | "rib" } = {},
) {
  const [a, b] = [spline(outer), spline(inner)];
  const l = right ? new Strip(mirrorPoints(b), mirrorPoints(a)) : new Strip(a, b);
  const q = right ? -1 : 1;
  const [[x0, y0], [x1, y1]] = [l.at(0.4, 0), l.at(1, 0)];
  const angle = (Math.atan2(x1 - x0, y1 - y0) * -180) / Math.PI;
  const f = (u1: number, v1: number, u2: number, v2: number, w: number, k: number, bend?: number) =>
    foldOn(s, l, u1, v1 * q, u2, v2 * q, w, k, bend);
  s.part(l.path, {
    angle,
    folds: [
      f(0.3, 0.3, 0.95, 0.7, 13, 0.6),
      f(0.35, -0.2, 0.92, -0.3 + s.jitter(0.2), 14, 0.5, -0.1),
      f(0.45, 0.9, 0.8, 0.5, 10, 0.75),
      f(0.6, -0.95, 0.9, -0.6, 10, 0.6),
    ],
    ...options,
  });
  if (options.hem === "rib") {
    s.rib(pointsOf(s.warp(line(l.across(0.86))), 5), pointsOf(s.warp(line(l.across(1))), 5), { ribs: 34 });
  } else s.seam(line(l.across(0.885)), { groove: 0.4, stitch: [1.6, -1.8] });
}
