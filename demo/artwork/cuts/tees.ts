import { line, type Point, shift } from "../drawing/geometry";
import { type Cut, type Look, view } from "../drawing/look";
import type { Sheet } from "../drawing/sheet";
import { backNeck, bodyFolds, longSleeve, neckRib, shortSleeve, type TopBody, type TopShape, topBody } from "../drawing/tops";
import { button, patchPocket } from "../drawing/trims";

/** T-shirts: short or long sleeves; crew, boat, vee or henley neck; with or without a pocket. */

function placket(s: Sheet, t: TopShape) {
  const y = t.neckY + t.drop;
  s.part(`M382 ${y - 16} C394 ${y - 6} 406 ${y - 6} 419 ${y - 16} L418 ${y + 150} L383 ${y + 151} Z`, {
    cast: 0.4,
    round: 0.35,
    crease: 0.4,
    pattern: null,
  });
  s.seam(`M387 ${y - 10} L388 ${y + 146} L413 ${y + 145} L414 ${y - 10}`, { groove: 0, stitch: [0] });
  s.seam(`M384 ${y + 130} L417 ${y + 129}`, { groove: 0.2, stitch: [0] });
  for (let i = 0; i < 3; i++) button(s, 400.5 + s.jitter(0.8), y + 18 + i * 44, 6.2);
}

function finishNeck(s: Sheet, t: TopShape, body: TopBody, look: Look) {
  if (look.neck === "vee") neckRib(s, body, 15, { ribs: 70 });
  else if (look.neck === "boat") {
    const edge = s.points(body.neck);
    s.seam(line(edge), { raw: true, groove: 0.4 });
    s.seam(line(shift(edge, 9)), { raw: true, groove: 0, stitch: [0, 3.4] });
  } else neckRib(s, body, look.neck === "henley" ? 13 : 17);
  if (look.neck === "henley") placket(s, t);
}

function shape(base: TopShape, look: Look): TopShape {
  const { length = 0, width = 0, neck = "crew" } = look;
  const wide = {
    ...base,
    armpit: base.armpit + width,
    hem: base.hem + width,
    shoulder: base.shoulder + width * 0.9,
    hemY: base.hemY + length,
  };
  if (neck === "vee") return { ...wide, neckHalf: base.neckHalf - 4, drop: base.drop + 62, vee: true };
  if (neck === "boat") return { ...wide, neckHalf: base.neckHalf + 34, drop: base.drop - 42 };
  return wide;
}

export const tshirt: Cut = {
  draw(s, look) {
    const t = shape(
      { neckY: 176, neckHalf: 90, drop: 92, shoulder: 208, shoulderY: 216, armpit: 226, armpitY: 424, hem: 222, hemY: 820 },
      look,
    );
    const body = topBody(t);
    const [sx, ax] = [400 - t.shoulder, 400 - t.armpit];
    for (const right of [false, true]) {
      const k = s.jitter(10);
      const outer: Point[] = [
        [sx + 10, 212],
        [sx - 16, 223],
        [sx - 70, 272 + k * 0.5],
        [sx - 138, 342 + k],
      ];
      const inner: Point[] = [
        [ax + 88, 330],
        [ax + 46, 398],
        [ax + 8, 432],
        [ax - 26, 470 + k],
      ];
      shortSleeve(s, outer, inner, right);
    }
    backNeck(s, t, body, { rib: look.neck === "boat" ? 0 : 18 });
    s.part(body.outline, { cast: 0.3, folds: bodyFolds(s, t, 0.95) });
    s.seam(body.leftArmhole, { groove: 0.75 });
    s.seam(body.rightArmhole, { groove: 0.75 });
    s.seam(body.hemLine(20), { groove: 0.4, stitch: [-1.6, 2] });
    if (look.pockets === "one") patchPocket(s, 462, 372, 92, 106);
    finishNeck(s, t, body, look);
  },
  detail: (look) => (look.pockets === "one" ? view(330, 150, 300) : view(238, 128, 320)),
};

export const longTee: Cut = {
  draw(s, look) {
    const t = shape(
      { neckY: 140, neckHalf: 84, drop: 82, shoulder: 186, shoulderY: 178, armpit: 196, armpitY: 366, hem: 190, hemY: 776 },
      look,
    );
    const body = topBody(t);
    const w = look.width ?? 0;
    longSleeve(
      s,
      t,
      [
        [150 - w, 490, 55],
        [124 - w, 640, 43],
        [112 - w, 768, 36],
      ],
      { cuff: "hem" },
    );
    longSleeve(
      s,
      t,
      [
        [152 - w, 490, 55],
        [136 - w, 640, 43],
        [144 - w, 772, 36],
      ],
      { cuff: "hem", right: true },
    );
    backNeck(s, t, body, { rib: look.neck === "boat" ? 0 : 15 });
    s.part(body.outline, { cast: 0.35, folds: bodyFolds(s, t) });
    s.seam(body.leftArmhole, { groove: 0.75 });
    s.seam(body.rightArmhole, { groove: 0.75 });
    s.seam(body.hemLine(18), { groove: 0.4, stitch: [-1.6, 2] });
    if (look.pockets === "one") patchPocket(s, 454, 316, 84, 96);
    finishNeck(s, t, body, look);
  },
  detail: () => view(240, 92, 320),
};

/** A jersey tank with bound armholes. */
export const tank: Cut = {
  draw(s, look) {
    const t = shape(
      { neckY: 170, neckHalf: 104, drop: 150, shoulder: 158, shoulderY: 184, armpit: 196, armpitY: 400, hem: 200, hemY: 800 },
      look,
    );
    const body = topBody(t);
    backNeck(s, { ...t, drop: t.drop - 6 }, body);
    s.part(body.outline, { cast: 0.3, folds: bodyFolds(s, t) });
    for (const [armhole, side] of [
      [body.leftArmhole, 1],
      [body.rightArmhole, -1],
    ] as const) {
      const edge = s.points(armhole);
      s.seam(line(shift(edge, -11 * side)), { raw: true, groove: 0.5, stitch: [3 * side] });
    }
    s.seam(body.hemLine(20), { groove: 0.4, stitch: [-1.6, 2] });
    neckRib(s, body, 10, { ribs: 80 });
  },
  detail: () => view(236, 130, 330),
};

/** A polo shirt: knitted collar, short placket. */
export const polo: Cut = {
  draw(s, look) {
    const t = shape(
      { neckY: 178, neckHalf: 80, drop: 58, shoulder: 206, shoulderY: 218, armpit: 222, armpitY: 420, hem: 218, hemY: 826 },
      { ...look, neck: "crew" },
    );
    const body = topBody(t);
    const [sx, ax] = [400 - t.shoulder, 400 - t.armpit];
    for (const right of [false, true]) {
      const k = s.jitter(10);
      shortSleeve(
        s,
        [
          [sx + 10, 214],
          [sx - 16, 226],
          [sx - 66, 280 + k * 0.5],
          [sx - 118, 356 + k],
        ],
        [
          [ax + 88, 330],
          [ax + 46, 398],
          [ax + 10, 430],
          [ax - 16, 468 + k],
        ],
        right,
        { hem: "rib" },
      );
    }
    backNeck(s, { ...t, drop: 76 }, topBody({ ...t, drop: 76 }));
    s.part(body.outline, { cast: 0.3, folds: bodyFolds(s, t) });
    s.seam(body.leftArmhole, { groove: 0.75, stitch: [-4] });
    s.seam(body.rightArmhole, { groove: 0.75, stitch: [4] });
    s.seam(body.hemLine(20), { groove: 0.4, stitch: [-1.6, 2] });
    placket(s, { ...t, drop: 64 });
    const c = s.colour;
    s.part("M330 180 C352 166 448 166 470 180 C474 196 470 212 460 222 C430 208 370 208 340 222 C330 212 326 196 330 180 Z", {
      fill: c.soft,
      round: 0.5,
      crease: 0.3,
      cast: 0.3,
      fabric: "ribknit",
    });
    for (const q of [-1, 1]) {
      const x = (k: number) => 400 + q * k;
      s.part(
        `M${x(71)} 174 C${x(86)} 190 ${x(98)} 206 ${x(102)} 222 L${x(56)} 292 C${x(42)} 274 ${x(18)} 246 ${x(2)} 236 C${x(28)} 224 ${x(58)} 204 ${x(71)} 174 Z`,
        {
          cast: 0.7,
          round: 0.6,
          crease: 0.4,
          fabric: "fineknit",
          folds: [s.fold(x(70), 192, x(48), 224, x(16), 238, 9, 0.4)],
        },
      );
      s.seam(`M${x(96)} 226 L${x(56)} 283`, { groove: 0.15, stitch: [] });
    }
  },
  detail: () => view(240, 140, 320),
};
