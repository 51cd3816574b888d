import { type Cut, type Look, view } from "../drawing/look";
import type { Sheet } from "../drawing/sheet";
import { bodyFolds, longSleeve, ribHem, type TopShape, topBody } from "../drawing/tops";
import { cord, label, softStroke, zip } from "../drawing/trims";

/** A hooded sweatshirt, closed or with a zip. */

const SHAPE: TopShape = {
  neckY: 262,
  neckHalf: 96,
  drop: 62,
  shoulder: 190,
  shoulderY: 296,
  armpit: 202,
  armpitY: 486,
  hem: 196,
  hemY: 822,
};

function kangarooPocket(s: Sheet) {
  s.part("M302 640 C340 636 460 636 498 641 L536 724 C538 760 537 790 536 822 C470 832 330 832 264 822 C263 790 262 760 264 724 Z", {
    cast: 0.4,
    round: 0.6,
    folds: [
      s.fold(320, 700, 330, 760, 312, 816, 12, 0.6),
      s.fold(470, 680, 486, 750, 470, 818, 13, 0.5),
      s.fold(300, 650, 400, 690, 500, 652, 12, 0.3),
    ],
  });
  s.seam("M302 646 C340 642 460 642 498 647", { groove: 0, stitch: [0] });
  s.seam("M304 642 L266 726", { groove: 0.6, stitch: [-6, -9] });
  s.seam("M496 643 L534 726", { groove: 0.6, stitch: [6, 9] });
}

export function hood(s: Sheet) {
  const c = s.colour;
  s.part(
    "M304 296 C258 250 256 132 322 84 C366 56 436 56 480 86 C544 134 540 252 496 296 C470 322 434 330 402 346 C368 330 330 322 304 296 Z",
    {
      cast: 0.5,
      folds: [
        s.fold(300, 120, 284, 190, 306, 280, 14, 0.8),
        s.fold(502, 122, 518, 190, 494, 282, 14, 0.7),
        s.fold(340, 86, 400, 66, 466, 88, 12, 0.5),
      ],
    },
  );
  const opening = "M346 268 C318 216 330 140 372 118 C390 110 414 110 432 119 C472 140 484 216 456 268";
  s.part(`${opening} C444 288 420 306 401 322 C382 306 358 288 346 268 Z`, {
    fill: c.inside,
    folds: [
      s.fold(400, 116, 392, 190, 402, 280, 14, 0.7),
      s.fold(360, 150, 350, 210, 366, 262, 12, 0.6),
      s.fold(442, 150, 452, 210, 438, 262, 12, 0.6),
    ],
  });
  s.put(softStroke(s.warp(opening), c.deep, 34, 0.5));
  label(s, 401, 158, 44, 20, 1);
  s.part("M346 268 C330 236 326 200 334 170 C322 190 312 220 322 262 C336 296 372 316 401 346 L426 336 C396 316 362 298 346 268 Z", {
    round: 0.5,
    cast: 0.3,
    crease: 0.4,
  });
  s.part("M456 268 C472 236 476 200 468 170 C480 190 490 222 480 262 C466 298 430 318 398 352 L376 337 C408 316 440 298 456 268 Z", {
    round: 0.5,
    cast: 0.5,
    crease: 0.4,
  });
  s.seam("M322 240 C328 282 366 312 392 334", { groove: 0, stitch: [0] });
  s.seam("M480 240 C474 284 436 312 404 340", { groove: 0, stitch: [0] });
  s.seam("M401 62 C397 78 398 100 401 112", { groove: 0.9, stitch: [-4, 4] });
}

function draw(s: Sheet, look: Look) {
  const t = { ...SHAPE, hemY: SHAPE.hemY + (look.length ?? 0) };
  const body = topBody(t);
  longSleeve(
    s,
    t,
    [
      [146, 580, 63],
      [120, 712, 52],
      [122, 848, 42],
    ],
    { cuffAt: 0.9, ribs: 15 },
  );
  longSleeve(
    s,
    t,
    [
      [148, 580, 63],
      [124, 712, 52],
      [136, 852, 42],
    ],
    { cuffAt: 0.9, ribs: 15, right: true },
  );
  s.part(body.outline, { cast: 0.4, folds: bodyFolds(s, t) });
  s.seam(body.leftArmhole, { groove: 0.9, stitch: [-4] });
  s.seam(body.rightArmhole, { groove: 0.9, stitch: [4] });
  ribHem(s, t, 54, 48);
  if (look.closure === "zip") {
    for (const [a, b] of [
      ["M306 646 L262 730", -1],
      ["M494 646 L538 730", 1],
    ] as const)
      s.seam(a, { groove: 1.2, stitch: [-6 * b, -9 * b] });
    zip(s, `M400 340 C403 500 398 700 400 ${t.hemY + 52}`, [400, 420]);
  } else kangarooPocket(s);
  hood(s);
  const cords = { dark: s.colour.dark, base: s.colour.base, light: s.colour.light };
  cord(s, 360, 306, -14 + s.jitter(8), 158, cords);
  cord(s, 441, 309, 10 + s.jitter(8), 172, cords);
}

export const hoodie: Cut = { draw, detail: () => view(240, 60, 320) };
