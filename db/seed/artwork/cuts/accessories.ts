import { shades } from "../colour";
import { band, format, limb, line, type Point, place, type SpinePoint, type Strip, shift, spline } from "../geometry";
import { type Cut, view } from "../look";
import { cell } from "../noise";
import { type PartOptions, type Sheet, turnFold } from "../sheet";
import { foldOn } from "../tops";
import { cord, label, patchPocket, softStroke, wordmark } from "../trims";

/** Scarves, bags, belts, socks, mittens and things for the house. */

const CREAM = "#efe4cf";

function fringe(s: Sheet, from: Point, to: Point, seed: number) {
  const c = s.colour;
  const count = Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / 9.5);
  const threads = Array.from({ length: count + 1 }, (_, i) => {
    const [x, y] = [from[0] + ((to[0] - from[0]) * i) / count, from[1] + ((to[1] - from[1]) * i) / count];
    const e = (cell(i, seed, 3) - 0.5) * 22;
    const l = 56 + cell(i, seed, 1) * 24;
    return `M${format(x)} ${format(y - 4)}C${format(x + e * 0.2)} ${format(y + 24)} ${format(x + e)} ${format(y + 36)} ${format(x + e * 0.9)} ${format(y + l)}`;
  });
  const all = threads.join("");
  const stroke = (colour: string, width: number, extra = "") => `<path d="${all}" stroke="${colour}" stroke-width="${width}" ${extra}/>`;
  s.put(
    `<g fill="none" stroke-linecap="round">${stroke("#3b2a18", 8, 'opacity=".1" transform="translate(3 5)"')}${stroke("#3b2a18", 5, 'opacity=".2" transform="translate(3 5)"')}${stroke(c.dark, 6)}${stroke(c.base, 4.6)}${stroke(c.light, 3, 'stroke-dasharray="2 3.4" opacity=".45"')}</g>`,
  );
}

const stripes = (l: Strip, bars: readonly (readonly [at: number, height: number])[], colour: string) =>
  bars.map(([u, h]) => `<path d="${band(l.across(u), l.across(u + h))}" fill="${colour}" opacity=".85"/>`).join("");

export const scarf: Cut = {
  draw(s, look) {
    const striped = s.pattern === null;
    const colour = look.contrast ?? CREAM;
    // the loop that lay round the neck
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

export const tote: Cut = {
  draw(s, look) {
    const strap = (points: readonly Point[], options: PartOptions) => {
      const middle = spline(points);
      s.part(band(shift(middle, 17), shift(middle, -17)), { raw: true, round: 0.5, crease: 0.4, angle: 80, pattern: null, ...options });
      for (const side of [12, -12]) s.seam(line(shift(middle, side)), { raw: true, groove: 0, stitch: [0] });
    };
    strap(
      [
        [296, 360],
        [292, 240],
        [330, 130],
        [410, 96],
        [486, 140],
        [516, 250],
        [512, 360],
      ],
      { fill: s.colour.soft },
    );
    s.part("M186 340 C300 326 500 326 616 340 L616 380 L186 380 Z", { fill: s.colour.inside, crease: 0.5 });
    s.part(
      "M184 352 C300 366 500 366 616 350 C622 500 626 700 622 888 C618 900 610 904 600 904 C480 914 320 914 204 906 C192 905 184 900 182 890 C176 700 178 500 184 352 Z",
      {
        round: 1.2,
        folds: [
          s.fold(250, 420, 236, 620, 262, 880, 19, 0.6),
          s.fold(540, 400, 566, 620, 536, 890, 20, 0.55),
          s.fold(300, 400, 400, 470, 520, 400, 16, 0.45),
          s.fold(196, 880, 260, 800, 300, 720, 15, 0.7),
          s.fold(606, 880, 560, 800, 510, 740, 15, 0.7),
          s.fold(400, 560, 386, 720, 402, 890, 17, 0.4),
          s.fold(220, 500, 300, 520, 360, 490, 12, 0.4),
        ],
      },
    );
    s.seam("M184 392 C300 406 500 406 617 390", { groove: 0.5, stitch: [0, 4] });
    if (look.pockets === "patch") patchPocket(s, 276, 560, 248, 236, "square");
    strap(
      [
        [276, 440],
        [270, 340],
        [282, 230],
        [330, 172],
        [398, 158],
        [464, 178],
        [512, 240],
        [526, 340],
        [522, 440],
      ],
      { cast: 0.7 },
    );
    for (const x of [276, 522])
      s.seam(
        `M${x - 11} 436 L${x + 11} 436 L${x + 11} 400 L${x - 11} 400 L${x + 11} 436 M${x - 11} 436 L${x - 11} 400 L${x - 11} 436 L${x + 11} 400`,
        { groove: 0, stitch: [0] },
      );
    if (look.pockets === "patch") label(s, 400, 622, 78, 34, -0.6);
    else
      s.put(
        `<g opacity=".86" transform="rotate(-.4 400 640)">${wordmark(296, 640, 208, s.colour.lightness > 0.55 ? "#2c251b" : "#efe6d4", 1.15)}</g>`,
      );
  },
  detail: () => view(246, 420, 300),
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
    const piece = (from: number, to: number, cast: number) => {
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
    piece(0, middle, 0);
    piece(middle - 2, spine.length, 0.9);
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

/** A blanket, folded twice, fringe to the front. */
export const blanket: Cut = {
  draw(s, look) {
    const colour = look.contrast ?? CREAM;
    for (const [y, inset] of [
      [250, 0],
      [262, 8],
    ] as const)
      s.part(
        `M${176 + inset} ${y} C300 ${y - 12} 500 ${y - 12} ${622 - inset} ${y} L${626 - inset} ${y + 480} C500 ${y + 492} 300 ${y + 492} ${170 + inset} ${y + 480} Z`,
        { round: 1.6, cast: 0.3 },
      );
    fringe(s, [188, 734], [612, 736], 7);
    const front = limb([
      [400, 276, 214],
      [400, 420, 214],
      [401, 600, 216],
      [400, 742, 215],
    ]);
    s.part(front.path, {
      cast: 0.8,
      round: 1.5,
      marks: s.pattern
        ? ""
        : stripes(
            front,
            [
              [0.66, 0.05],
              [0.74, 0.016],
              [0.78, 0.05],
            ],
            colour,
          ),
      folds: [
        s.fold(230, 320, 400, 350, 580, 312, 18, 0.5),
        s.fold(260, 470, 320, 560, 300, 720, 18, 0.4),
        s.fold(540, 440, 520, 560, 536, 730, 19, 0.4),
        s.fold(400, 520, 410, 620, 396, 730, 16, 0.3),
      ],
    });
    label(s, 540, 320, 64, 32, -2);
  },
  detail: () => view(330, 520, 290),
};

/** A small drawstring bag. */
export const pouch: Cut = {
  draw(s) {
    const c = s.colour;
    s.part(
      "M268 300 C280 262 300 250 330 268 C350 246 380 252 400 270 C424 250 450 250 470 268 C500 250 522 264 532 302 L520 400 L282 400 Z",
      { round: 0.9, folds: Array.from({ length: 9 }, (_, i) => s.fold(292 + i * 27, 276, 296 + i * 26, 320, 300 + i * 25, 366, 8, 0.9)) },
    );
    s.part(
      "M280 360 C340 376 460 376 522 360 C560 420 596 560 590 680 C588 740 560 772 500 778 C430 786 360 786 300 778 C240 770 214 740 212 680 C206 560 240 420 280 360 Z",
      {
        cast: 0.4,
        round: 1.7,
        folds: [
          ...Array.from({ length: 11 }, (_, i) =>
            s.fold(290 + i * 22, 372, 286 + i * 23 + (i - 5) * 3, 440, 280 + i * 24 + (i - 5) * 8, 480 + 110 * s.random(), 8, 1),
          ),
          s.fold(250, 560, 300, 660, 280, 760, 17, 0.5),
          s.fold(550, 560, 510, 660, 530, 760, 17, 0.5),
        ],
      },
    );
    s.seam("M278 348 C340 364 460 364 524 348", { groove: 0.6, stitch: [0] });
    s.seam("M280 378 C340 394 460 394 524 378", { groove: 0.6, stitch: [0] });
    const cords = { dark: shades(CREAM).dark, base: CREAM, light: "#fff8e8" };
    cord(s, 512, 366, 34, 150, cords);
    cord(s, 522, 364, 62, 118, cords);
    label(s, 400, 600, 92, 42, -1);
    s.put(softStroke("M282 366 C340 382 460 382 520 366", c.deep, 10, 0.3));
  },
  detail: () => view(300, 300, 280),
};

/** An apron with a bib, a pocket and crossed straps. */
export const apron: Cut = {
  draw(s) {
    const strap = (points: readonly SpinePoint[]) => {
      const l = limb(points);
      s.part(l.path, { round: 0.4, crease: 0.3, cast: 0.4, angle: 80 });
    };
    strap([
      [322, 220, 11],
      [310, 140, 11],
      [360, 84, 11],
      [440, 84, 11],
      [490, 140, 11],
      [478, 220, 11],
    ]);
    strap([
      [214, 440, 9],
      [150, 480, 9],
      [128, 580, 9],
      [150, 690, 9],
    ]);
    strap([
      [586, 440, 9],
      [654, 484, 9],
      [676, 590, 9],
      [650, 706, 9],
    ]);
    s.part(
      "M306 210 C360 218 440 218 494 210 C498 290 530 380 598 430 C606 560 612 740 606 880 C480 894 320 894 194 880 C188 740 194 560 202 430 C270 380 302 290 306 210 Z",
      {
        round: 1,
        folds: [
          s.fold(320, 300, 400, 340, 480, 296, 15, 0.4),
          s.fold(260, 460, 240, 640, 262, 870, 18, 0.5),
          s.fold(540, 470, 560, 650, 536, 872, 18, 0.5),
          s.fold(210, 440, 280, 450, 340, 420, 12, 0.6),
          s.fold(590, 440, 520, 452, 470, 424, 12, 0.6),
          s.fold(400, 760, 396, 820, 404, 880, 14, 0.4),
        ],
      },
    );
    s.seam("M312 230 C360 238 440 238 488 230", { groove: 0.4, stitch: [0, 4] });
    s.seam("M202 862 C320 876 480 876 598 862", { groove: 0.4, stitch: [0] });
    patchPocket(s, 282, 520, 236, 172, "square");
    s.seam("M400 524 L401 688", { groove: 0.6, stitch: [-2, 2] });
    label(s, 350, 556, 62, 28, 0);
  },
  detail: () => view(260, 430, 290),
};
