import { band, format, limb, line, type Point, place, type Strip, shift, spline } from "../drawing/geometry";
import { type Cut, view } from "../drawing/look";
import { type PartOptions, type Sheet, turnFold } from "../drawing/sheet";
import { foldOn } from "../drawing/tops";
import { label, softStroke } from "../drawing/trims";
import { CREAM, fringe, stripes } from "./woven";

/** Scarves, socks, mittens and belts. */

export const scarf: Cut = {
  draw(s, look) {
    const striped = s.pattern === null;
    const colour = look.contrast ?? CREAM;
    // the loop that lies round the neck
    const loop = limb([
      [352, 372, 74],
      [286, 286, 78],
      [276, 190, 74],
      [346, 124, 66],
      [440, 116, 64],
      [520, 170, 72],
      [524, 270, 78],
      [452, 364, 76],
    ]);
    const along = (v: number, from: number, to: number, w: number, k: number) => {
      const at = (u: number) => loop.at(u, v + s.jitter(0.08));
      const [a, b, c] = [at(from), at((from + to) / 2), at(to)];
      return s.fold(a[0], a[1], 2 * b[0] - (a[0] + c[0]) / 2, 2 * b[1] - (a[1] + c[1]) / 2, c[0], c[1], w, k);
    };
    s.part(loop.path, {
      round: 1.7,
      folds: [
        along(-0.55, 0.02, 0.36, 17, 0.9),
        along(0.1, 0.08, 0.44, 15, 0.9),
        along(0.55, 0.3, 0.66, 15, 0.8),
        along(-0.2, 0.4, 0.74, 16, 0.9),
        along(-0.6, 0.6, 0.98, 16, 0.9),
        along(0.2, 0.64, 0.98, 17, 0.8),
        along(0.62, 0.05, 0.3, 12, 0.7),
      ],
    });
    label(s, 404, 74, 46, 24, -4);
    const left = limb([
      [452, 318, 74],
      [400, 430, 82],
      [330, 600, 94],
      [282, 828, 98],
    ]);
    const right = limb([
      [360, 322, 74],
      [420, 430, 84],
      [486, 580, 96],
      [524, 760, 98],
    ]);
    const ends: readonly [Strip, number, number, Point, Point][] = [
      [left, 14, 0.5, [186, 808], [378, 850]],
      [right, -12, 1, [430, 780], [618, 742]],
    ];
    for (const [strip, angle, cast, from, to] of ends) {
      fringe(s, from, to, angle + 40);
      const f = (u1: number, v1: number, u2: number, v2: number, w: number, k: number) => foldOn(s, strip, u1, v1, u2, v2, w, k, 0.03);
      s.part(strip.path, {
        angle,
        cast,
        round: 1.2,
        marks: striped
          ? stripes(
              strip,
              [
                [0.76, 0.034],
                [0.815, 0.012],
                [0.845, 0.034],
              ],
              colour,
            )
          : "",
        folds: [
          f(0.02, -0.5, 0.7, -0.62, 16, 0.9),
          f(0.02, 0.05, 0.85, 0.1, 17, 0.8),
          f(0.04, 0.5, 0.62, 0.62, 15, 0.8),
          f(0.4, -0.25, 0.97, -0.3, 15, 0.6),
          f(0.5, 0.4, 0.98, 0.5, 14, 0.6),
        ],
      });
    }
  },
  detail: () => view(360, 480, 280),
};

function sock(s: Sheet, by: Point, degrees: number, cast: number, striped: boolean) {
  const about: Point = [400, 500];
  const p = (d: string) => place(d, degrees, about, by);
  const folds = [
    s.fold(400, 300, 390, 420, 396, 540, 15, 0.5),
    s.fold(330, 520, 390, 560, 440, 552, 12, 0.8),
    s.fold(322, 556, 390, 600, 456, 574, 12, 0.7),
    s.fold(470, 600, 440, 640, 400, 660, 11, 0.7),
    s.fold(452, 572, 420, 590, 380, 586, 10, 0.6),
    s.fold(430, 330, 440, 420, 432, 500, 12, 0.4),
  ];
  s.part(
    p(
      "M330 214 C372 206 430 206 468 214 C470 320 462 420 466 520 C476 590 540 640 600 690 C642 728 640 792 590 806 C540 818 480 784 430 750 C370 712 318 680 314 600 C312 520 334 420 332 320 Z",
    ),
    {
      cast,
      round: 1.4,
      angle: degrees,
      folds: folds.map((fold) => turnFold(fold, degrees, about, by)),
    },
  );
  const patch: PartOptions = { fill: s.colour.soft, round: 0.6, crease: 0.4, pattern: null };
  s.part(p("M314 596 C318 560 326 548 352 556 C394 572 402 630 384 668 C374 690 362 700 354 694 C330 672 316 640 314 596 Z"), patch);
  s.part(p("M566 664 C580 674 592 684 600 690 C642 728 640 792 590 806 C566 811 544 806 524 800 C514 760 530 700 566 664 Z"), patch);
  const bottom = s.points(p("M331 238 C372 246 430 246 468 238"));
  s.rib(s.points(p("M326 150 C372 142 430 142 472 150")), bottom, { ribs: 22 });
  s.seam(line(bottom), { raw: true, groove: 0.6 });
  if (!striped) return;
  for (const y of [166, 182])
    s.put(
      `<path d="${s.warp(p(`M327 ${y + 3} C372 ${y - 3} 430 ${y - 3} 471 ${y + 3}`))}" stroke="${CREAM}" stroke-width="6" fill="none" opacity=".8"/>`,
    );
}

export const socks: Cut = {
  draw(s, look) {
    sock(s, [-84, -24], 6, 0, look.contrast !== "none");
    sock(s, [62, 36], -3, 1, look.contrast !== "none");
  },
  detail: () => view(330, 140, 270),
};

/** A leather belt in a loose coil, the end through the buckle. */
export const belt: Cut = {
  draw(s) {
    const c = s.colour;
    const half = 30;
    const spine = spline<Point>(
      [
        [306, 210],
        [206, 300],
        [164, 452],
        [196, 628],
        [318, 756],
        [486, 780],
        [618, 690],
        [662, 530],
        [622, 366],
        [500, 262],
        [376, 220],
        [250, 220],
        [148, 262],
        [96, 342],
      ],
      18,
    );
    const [a, b] = [shift(spine, half), shift(spine, -half)];
    const middle = Math.floor(spine.length * 0.46);
    const section = (from: number, to: number, cast: number) => {
      s.part(band(a.slice(from, to), b.slice(from, to)), { raw: true, cast, round: 0.8, crease: 0.7 });
      for (const o of [half - 7, 7 - half])
        s.seam(line(shift(spine, o).slice(from, to)), {
          raw: true,
          groove: 0.4,
          stitch: [0],
          thread: c.light,
          dash: "6 3.6",
          stitchWidth: 1.5,
        });
    };
    section(0, middle, 0);
    section(middle - 2, spine.length, 0.9);
    for (let i = 0; i < 5; i++) {
      const [x, y] = spine[spine.length - 12 - i * 8] as Point;
      s.put(
        `<ellipse cx="${format(x)}" cy="${format(y)}" rx="4.6" ry="4.2" fill="#17110b"/><path d="M${format(x - 4)} ${format(y + 2.6)}a4.8 4.4 0 0 0 8 0" stroke="${c.light}" fill="none" opacity=".6"/>`,
      );
    }
    const brass = (d: string, width: number) =>
      `<g fill="none" stroke-linecap="round" stroke-linejoin="round"><g transform="translate(3 5)">${softStroke(d, "#1e1610", width + 9, 0.9)}</g><path d="${d}" stroke="#6e5426" stroke-width="${width}"/><path d="${d}" stroke="#b08d4c" stroke-width="${width * 0.72}"/><path d="${d}" stroke="#ecd9a6" stroke-width="${width * 0.22}" transform="translate(-1 -1.4)" opacity=".9"/></g>`;
    const loopAt = spine[Math.floor(spine.length * 0.79)] as Point;
    s.part(place("M-10 -38 L10 -38 L10 38 L-10 38 Z", 12, [0, 0], loopAt), { raw: true, cast: 0.8, round: 0.4, crease: 0.2 });
    s.put(
      `<g transform="translate(318 214) rotate(-8)">${brass("M-26 -48 H24 Q31 -48 31 -41 V41 Q31 48 24 48 H-26 Q-33 48 -33 41 V-41 Q-33 -48 -26 -48 Z", 9.5)}${brass("M0 -47 V-34 M0 47 V34", 7)}${brass("M2 0 H-36", 6.5)}</g>`,
    );
  },
  detail: () => view(170, 110, 270),
};

function mitten(s: Sheet, by: Point, degrees: number, cast: number) {
  const about: Point = [400, 500];
  const p = (d: string) => place(d, degrees, about, by);
  const folds = [
    s.fold(380, 330, 366, 430, 376, 560, 16, 0.5),
    s.fold(440, 340, 452, 440, 440, 570, 15, 0.4),
    s.fold(470, 540, 440, 520, 410, 528, 12, 0.7),
  ].map((f) => turnFold(f, degrees, about, by));
  s.part(p("M470 590 C486 530 500 470 530 430 C552 404 588 420 584 456 C576 516 530 580 500 640 C484 656 466 640 470 590 Z"), {
    cast: cast * 0.6,
    round: 1.3,
    angle: degrees + 25,
  });
  s.part(
    p(
      "M318 660 C306 560 304 440 326 340 C340 284 376 252 412 252 C450 252 480 288 490 344 C506 440 506 560 496 662 C440 672 376 672 318 660 Z",
    ),
    { cast, round: 1.6, angle: degrees, folds },
  );
  const top = s.points(p("M316 656 C376 670 440 670 498 658"));
  s.rib(top, s.points(p("M328 786 C380 796 436 796 488 787")), { ribs: 20 });
  s.seam(line(top), { raw: true, groove: 0.8 });
}

export const mittens: Cut = {
  draw(s) {
    mitten(s, [-120, -12], 8, 0.3);
    mitten(s, [92, 22], -5, 0.9);
  },
  detail: () => view(330, 300, 290),
};
