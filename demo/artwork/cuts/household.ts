import { shades } from "../drawing/colour";
import { band, limb, line, type Point, type SpinePoint, shift, spline } from "../drawing/geometry";
import { type Cut, view } from "../drawing/look";
import type { PartOptions } from "../drawing/sheet";
import { cord, label, patchPocket, softStroke, wordmark } from "../drawing/trims";
import { CREAM, fringe, stripes } from "./woven";

/** Bags, aprons and blankets. */

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
