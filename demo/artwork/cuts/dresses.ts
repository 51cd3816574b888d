import { band, line, shift } from "../drawing/geometry";
import { type Cut, type Look, view } from "../drawing/look";
import type { Sheet } from "../drawing/sheet";
import { backNeck, bodyFolds, shortSleeve, type TopShape, topBody } from "../drawing/tops";
import { button, label, patchPocket } from "../drawing/trims";

/** Dresses and skirts. */

/** Gathers below a seam, and the folds that run down from them. */
function skirtFolds(s: Sheet, waistY: number, waist: number, hemY: number, hem: number, gathers: number) {
  const folds = [];
  for (let i = 0; i < gathers; i++) {
    const k = -0.97 + (1.94 * i) / (gathers - 1);
    const reach = 0.3 + 0.68 * s.random();
    const end = 400 + k * (waist + (hem - waist) * reach) + s.jitter(9);
    const y = waistY + (hemY - waistY) * reach;
    folds.push(
      s.fold(400 + k * waist, waistY + 4, 400 + k * (waist + (hem - waist) * 0.3), (waistY + y) / 2, end, y, 8 + 4 * s.random(), 1),
    );
  }
  const drapes = Math.round(gathers / 2.2);
  for (let i = 0; i < drapes; i++) {
    const k = -0.86 + (1.72 * i) / (drapes - 1) + s.jitter(0.05);
    const from = waistY + (hemY - waistY) * (0.28 + 0.2 * s.random());
    folds.push(
      s.fold(
        400 + k * (waist + (hem - waist) * 0.4),
        from,
        400 + k * (waist + (hem - waist) * 0.75),
        (from + hemY) / 2,
        400 + k * hem,
        hemY + 20,
        17 + 5 * s.random(),
        0.95,
      ),
    );
  }
  return folds;
}

const wavyHem = (hemY: number, hem: number) =>
  `${400 + hem} ${hemY - 6} C${400 + hem * 0.83} ${hemY + 16} ${400 + hem * 0.75} ${hemY + 2} ${400 + hem * 0.58} ${hemY + 14} C${400 + hem * 0.4} ${hemY + 26} ${400 + hem * 0.28} ${hemY + 10} ${400 + hem * 0.1} ${hemY + 22} C${400 - hem * 0.08} ${hemY + 28} ${400 - hem * 0.24} ${hemY + 12} ${400 - hem * 0.4} ${hemY + 20} C${400 - hem * 0.6} ${hemY + 30} ${400 - hem * 0.76} ${hemY + 12} ${400 - hem} ${hemY}`;

function skirtPanel(s: Sheet, waistY: number, waist: number, hemY: number, hem: number, gathers: number) {
  const h = hemY - waistY;
  s.part(
    `M${400 - waist} ${waistY} C${400 - waist * 0.5} ${waistY - 10} ${400 + waist * 0.5} ${waistY - 10} ${400 + waist} ${waistY} C${400 + waist + (hem - waist) * 0.24} ${waistY + h * 0.28} ${400 + hem * 0.9} ${waistY + h * 0.69} ${wavyHem(hemY, hem)} C${400 - hem * 0.9} ${waistY + h * 0.69} ${400 - waist - (hem - waist) * 0.24} ${waistY + h * 0.28} ${400 - waist} ${waistY} Z`,
    { folds: skirtFolds(s, waistY, waist, hemY, hem, gathers), crease: 0.6 },
  );
  s.seam(`M${wavyHem(hemY - 17, hem - 4)}`, { groove: 0.4, stitch: [0] });
}

/** A belt of the same fabric, tied in front. */
export function sash(s: Sheet, y: number, half: number) {
  const [l, r] = [400 - half, 400 + half];
  s.part(
    `M${l} ${y} C${400 - half * 0.5} ${y + 12} ${400 + half * 0.5} ${y + 12} ${r} ${y} C${r + 4} ${y + 14} ${r + 4} ${y + 26} ${r + 1} ${y + 38} C${400 + half * 0.5} ${y + 50} ${400 - half * 0.5} ${y + 50} ${l} ${y + 38} C${l - 3} ${y + 26} ${l - 3} ${y + 14} ${l} ${y} Z`,
    {
      cast: 0.6,
      round: 0.6,
      folds: [s.fold(l + 2, y + 12, 340, y + 28, 440, y + 28, 7, 0.7), s.fold(r - 2, y + 26, 470, y + 36, 372, y + 34, 6, 0.6)],
    },
  );
  s.part(`M436 ${y + 28} C448 ${y + 112} 440 ${y + 192} 462 ${y + 280} L492 ${y + 272} C474 ${y + 192} 474 ${y + 112} 462 ${y + 28} Z`, {
    cast: 0.8,
    round: 0.5,
    folds: [s.fold(448, y + 38, 456, y + 150, 474, y + 268, 7, 0.7)],
  });
  s.part(`M446 ${y + 30} C466 ${y + 92} 492 ${y + 152} 512 ${y + 220} L538 ${y + 204} C512 ${y + 142} 486 ${y + 92} 470 ${y + 28} Z`, {
    cast: 0.8,
    round: 0.5,
    folds: [s.fold(458, y + 38, 490, y + 112, 520, y + 204, 7, 0.7)],
  });
  s.part(
    `M432 ${y + 2} C448 ${y - 4} 468 ${y - 2} 478 ${y + 8} C482 ${y + 22} 480 ${y + 36} 472 ${y + 44} C458 ${y + 50} 442 ${y + 48} 432 ${y + 40} C427 ${y + 28} 427 ${y + 14} 432 ${y + 2} Z`,
    { cast: 0.7, round: 0.6, folds: [s.fold(436, y + 10, 456, y + 22, 472, y + 38, 7, 0.9)] },
  );
}

function binding(s: Sheet, path: string, width: number) {
  const edge = s.points(path);
  const inner = shift(edge, width);
  s.part(band(edge, inner), { raw: true, round: 0.3, crease: 0.2, cast: 0.3, pattern: null });
  s.seam(line(inner), { raw: true, groove: 0.5, stitch: [2] });
}

function drawDress(s: Sheet, look: Look) {
  const waistY = 420;
  const t: TopShape = {
    neckY: 92,
    neckHalf: 92,
    drop: look.neck === "vee" ? 140 : 112,
    shoulder: 150,
    shoulderY: 112,
    armpit: 150,
    armpitY: 262,
    hem: 132,
    hemY: waistY,
    vee: look.neck === "vee",
  };
  const body = topBody(t);
  if (look.sleeves !== "none") {
    for (const right of [false, true]) {
      const k = s.jitter(8);
      shortSleeve(
        s,
        [
          [258, 110],
          [238, 116],
          [194, 156],
          [150, 204 + k],
        ],
        [
          [300, 200],
          [272, 246],
          [250, 270],
          [224, 298 + k],
        ],
        right,
      );
    }
  }
  backNeck(s, t, body);
  const hemY = 910 + (look.length ?? 0);
  skirtPanel(s, waistY + 4, 130, hemY, 240 + (look.width ?? 0), look.waist === "pleats" ? 25 : 18);
  s.part(body.outline, {
    cast: 0.2,
    round: 0.8,
    folds: [
      ...s.fan(
        264,
        268,
        [
          [30, 100, 11],
          [58, 130, 12, 0.06],
        ],
        0.9,
      ),
      ...s.fan(
        536,
        268,
        [
          [150, 100, 11, -0.1],
          [122, 130, 12, -0.06],
        ],
        0.9,
      ),
      ...Array.from({ length: 14 }, (_, i) => {
        const x = 280 + i * 18.5;
        return s.fold(x, 424, x, 390, x + (400 - x) * 0.06, 372 - s.random() * 44, 6, 0.8);
      }),
      s.fold(330, 236, 400, 296, 470, 230, 13, 0.3),
    ],
  });
  s.seam(body.leftArmhole, { groove: 0.8, stitch: [-4] });
  s.seam(body.rightArmhole, { groove: 0.8, stitch: [4] });
  if (look.closure !== "none") {
    const y = t.neckY + t.drop;
    s.part(`M388 ${y - 4} C400 ${y + 3} 402 ${y + 3} 413 ${y - 4} C414 280 414 350 412 424 L389 424 C387 350 387 280 388 ${y - 4} Z`, {
      cast: 0.4,
      round: 0.35,
      crease: 0.3,
    });
    const count = look.neck === "vee" ? 3 : 4;
    for (let i = 0; i < count; i++) button(s, 400.5, y + 28 + (i * (384 - y)) / count, 6, look.contrast ?? "#c9b48e");
  }
  binding(s, body.neck, 9);
  if (look.belt) sash(s, 408, 136);
  else s.seam("M269 424 C330 414 470 414 531 424", { groove: 1, stitch: [4] });
}

export const dress: Cut = { draw: drawDress, detail: (look) => (look.belt ? view(252, 250, 310) : view(240, 64, 320)) };

/** A straight dress: shirt dress, tunic or slip, according to its neck, sleeves and pockets. */
export const straightDress: Cut = {
  draw(s, look) {
    const hemY = 880 + (look.length ?? 0);
    const slip = look.sleeves === "none";
    const t: TopShape = {
      neckY: 92,
      neckHalf: slip ? 104 : 88,
      drop: look.neck === "vee" ? 132 : 92,
      shoulder: slip ? 142 : 168,
      shoulderY: 114,
      armpit: slip ? 156 : 166,
      armpitY: 280,
      hem: 206 + (look.width ?? 0),
      hemY,
      vee: look.neck === "vee",
      bow: 14,
    };
    const body = topBody(t);
    if (!slip) {
      for (const right of [false, true]) {
        const k = s.jitter(8);
        shortSleeve(
          s,
          [
            [240, 112],
            [216, 124],
            [164, 190],
            [112, 284 + k],
          ],
          [
            [290, 200],
            [266, 250],
            [238, 290],
            [200, 334 + k],
          ],
          right,
        );
      }
    }
    const back = { ...t, drop: t.vee ? t.drop : 84 };
    backNeck(s, back, topBody(back));
    const drapes = Array.from({ length: 7 }, (_, i) => {
      const k = -0.8 + i * 0.27 + s.jitter(0.06);
      const from = 330 + 180 * s.random();
      return s.fold(400 + k * 150, from, 400 + k * 180, (from + hemY) / 2, 400 + k * t.hem, hemY - 4, 16 + 5 * s.random(), 0.75);
    });
    s.part(body.outline, { cast: 0.3, folds: [...bodyFolds(s, { ...t, hemY: 640 }, 0.9), ...drapes] });
    if (!slip) {
      s.seam(body.leftArmhole, { groove: 0.8, stitch: [-4] });
      s.seam(body.rightArmhole, { groove: 0.8, stitch: [4] });
    } else {
      for (const [armhole, q] of [
        [body.leftArmhole, -1],
        [body.rightArmhole, 1],
      ] as const)
        s.seam(line(shift(s.points(armhole), 10 * q)), { raw: true, groove: 0.5, stitch: [0] });
    }
    if (look.pockets === "patch") for (const x of [246, 446]) patchPocket(s, x, 520, 108, 132, "round");
    if (look.pockets === "slant")
      for (const q of [-1, 1])
        s.seam(`M${400 + q * 162} 480 C${400 + q * 148} 526 ${400 + q * 146} 574 ${400 + q * 154} 606`, {
          groove: 1,
          stitch: [5 * q * -1],
        });
    s.seam(body.hemLine(22), { groove: 0.4, stitch: [0] });
    if (look.closure === "buttons") {
      const y = t.neckY + t.drop;
      s.part(
        `M384 ${y - 8} C396 ${y} 404 ${y} 417 ${y - 8} C420 400 420 640 418 ${hemY + 13} L382 ${hemY + 13} C384 640 383 400 384 ${y - 8} Z`,
        { cast: 0.45, round: 0.4, crease: 0.4 },
      );
      const count = 9;
      for (let i = 0; i < count; i++)
        button(s, 400 + s.jitter(1), y + 22 + (i * (hemY - y - 60)) / (count - 1), 6.2, look.contrast ?? "#c9b48e");
    }
    binding(s, body.neck, 9);
    if (look.belt) sash(s, 416, 158);
  },
  detail: (look) => (look.pockets === "patch" ? view(226, 380, 300) : view(240, 66, 320)),
};

export const skirt: Cut = {
  draw(s, look) {
    const hemY = 830 + (look.length ?? 0);
    const hem = 232 + (look.width ?? 0);
    s.part("M258 190 C320 176 480 176 542 190 L542 226 L258 226 Z", { fill: s.colour.inside, crease: 0.3, pattern: null });
    label(s, 400, 187, 46, 19, 0.5);
    const gathered = look.waist !== "band";
    if (gathered) skirtPanel(s, 236, 144, hemY, hem, look.waist === "pleats" ? 30 : 20);
    else {
      const h = hemY - 236;
      const drapes = Array.from({ length: 6 }, (_, i) => {
        const k = -0.8 + i * 0.32 + s.jitter(0.06);
        return s.fold(400 + k * 160, 300 + 140 * s.random(), 400 + k * 190, 560, 400 + k * hem, hemY + 8, 17, 0.75);
      });
      s.part(
        `M256 236 C320 250 480 250 544 236 C${580} ${236 + h * 0.3} ${400 + hem * 0.95} ${236 + h * 0.7} ${400 + hem} ${hemY} C${400 + hem * 0.4} ${hemY + 22} ${400 - hem * 0.4} ${hemY + 22} ${400 - hem} ${hemY + 2} C${400 - hem * 0.95} ${236 + h * 0.7} 220 ${236 + h * 0.3} 256 236 Z`,
        { folds: drapes },
      );
      s.seam(
        `M${400 - hem + 4} ${hemY - 24} C${400 - hem * 0.4} ${hemY - 4} ${400 + hem * 0.4} ${hemY - 4} ${400 + hem - 4} ${hemY - 26}`,
        { groove: 0.5, stitch: [0] },
      );
    }
    if (look.pockets === "patch") for (const x of [266, 430]) patchPocket(s, x, 330, 104, 122, "square");
    if (look.closure === "buttons") {
      s.part(`M381 240 L419 240 L420 ${hemY + 14} L380 ${hemY + 14} Z`, { cast: 0.5, round: 0.4, crease: 0.4 });
      for (let i = 0; i < 7; i++) button(s, 400 + s.jitter(1), 282 + (i * (hemY - 330)) / 6, 7.6, look.contrast ?? "#8a6a44");
    }
    s.part("M252 198 C310 214 490 214 548 198 C551 214 551 230 549 244 C490 260 310 260 251 244 C249 230 249 214 252 198 Z", {
      cast: 0.4,
      round: 0.5,
      crease: 0.4,
    });
    for (const y of [204, 238]) s.seam(`M254 ${y} C310 ${y + 15} 490 ${y + 15} 546 ${y}`, { groove: 0, stitch: [0] });
    if (look.belt) sash(s, 206, 148);
    else if (look.closure === "buttons") button(s, 400, 230, 8.6, look.contrast ?? "#8a6a44");
  },
  detail: () => view(236, 168, 328),
};
