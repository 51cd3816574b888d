import { mirror, type SpinePoint } from "../drawing/geometry";
import { type Cut, type Look, view } from "../drawing/look";
import type { Sheet } from "../drawing/sheet";
import { backNeck, bodyFolds, longSleeve, type TopShape, topBody } from "../drawing/tops";
import { button, label, patchPocket, zip } from "../drawing/trims";
import { sash } from "./dresses";
import { hood } from "./hoodie";
import { pointCollar } from "./shirts";

/** Coats, jackets and gilets. */

function lapels(s: Sheet, breakY: number) {
  for (const right of [true, false]) {
    const p = (d: string) => (right ? mirror(d) : d);
    const x = (k: number) => (right ? 800 - k : k);
    s.part(
      p(
        `M318 126 C300 150 280 190 268 226 L304 236 L286 270 C320 ${breakY - 120} 360 ${breakY - 50} 408 ${breakY} C392 ${breakY - 110} 360 220 352 128 Z`,
      ),
      {
        cast: 0.8,
        round: 0.7,
        crease: 0.5,
        folds: [s.fold(x(330), 150, x(350), 240, x(390), breakY - 30, 12, 0.5)],
      },
    );
    s.seam(p("M304 236 L350 214"), { groove: 0.8 });
    s.seam(p(`M274 226 L310 233 L293 270 C326 ${breakY - 126} 362 ${breakY - 62} 398 ${breakY - 14}`), { groove: 0.15, stitch: [] });
  }
}

function weltPockets(s: Sheet, y: number) {
  for (const right of [false, true]) {
    const p = (d: string) => (right ? mirror(d) : d);
    s.part(p(`M246 ${y} L338 ${y - 10} L341 ${y + 18} L249 ${y + 28} Z`), { cast: 0.5, round: 0.4, crease: 0.3 });
    s.seam(p(`M250 ${y + 5} L334 ${y - 4} L337 ${y + 14} L252 ${y + 23}`), { groove: 0.1, stitch: [0] });
  }
}

function drawCoat(s: Sheet, look: Look) {
  const hemY = 890 + (look.length ?? 0);
  const t: TopShape = {
    neckY: 128,
    neckHalf: 80,
    drop: 50,
    shoulder: 188,
    shoulderY: 164,
    armpit: 196,
    armpitY: 344,
    hem: 212,
    hemY,
    bow: 14,
  };
  const body = topBody(t);
  const spine = (end: number): SpinePoint[] => [
    [148, 460, 58],
    [126, 600, 50],
    [end, 742, 46],
  ];
  longSleeve(s, t, spine(122), { cuff: "plain" });
  longSleeve(s, t, spine(138), { cuff: "plain", right: true });
  backNeck(s, { ...t, drop: 120 }, topBody({ ...t, drop: 120 }));
  const drapes = [-0.7, -0.3, 0.35, 0.72].map((k) =>
    s.fold(400 + k * 180, 470 + s.jitter(40), 400 + k * 190, 650, 400 + k * 205, hemY - 8, 17, 0.6),
  );
  s.part(body.outline, { cast: 0.4, round: 1.3, folds: [...bodyFolds(s, { ...t, hemY: 660 }, 0.85), ...drapes] });
  s.seam(body.leftArmhole, { groove: 1.1 });
  s.seam(body.rightArmhole, { groove: 1.1 });
  s.seam(`M408 430 C412 560 414 740 412 ${hemY + 10}`, { groove: 1.6, stitch: [9] });
  s.seam(body.hemLine(24), { groove: 0.3 });
  if (look.pockets === "patch") for (const x of [232, 444]) patchPocket(s, x, 560, 122, 150, "round");
  else weltPockets(s, 560);
  if (look.hood) {
    s.put(`<g transform="translate(0 -132)">`);
    hood(s);
    s.put("</g>");
  } else lapels(s, 430);
  const wood = look.contrast ?? "#5d4126";
  if (look.belt) sash(s, 470, 204);
  else for (let i = 0; i < 3; i++) button(s, 392 + s.jitter(1), 450 + i * 108, 11, wood);
}

export const coat: Cut = { draw: drawCoat, detail: () => view(238, 96, 330) };

/** A short jacket with a zip, with a collar or ribs: waxed, boiled wool or denim. */
export const jacket: Cut = {
  draw(s, look) {
    const t: TopShape = {
      neckY: 150,
      neckHalf: 80,
      drop: 52,
      shoulder: 198,
      shoulderY: 190,
      armpit: 214,
      armpitY: 396,
      hem: 208,
      hemY: 760 + (look.length ?? 0),
      bow: 12,
    };
    const body = topBody(t);
    const spine = (end: number): SpinePoint[] => [
      [140, 512, 64],
      [112, 650, 54],
      [end, 786, 46],
    ];
    longSleeve(s, t, spine(108), { cuff: "shirt" });
    longSleeve(s, t, spine(126), { cuff: "shirt", right: true });
    backNeck(s, { ...t, drop: 64 }, topBody({ ...t, drop: 64 }));
    s.part(body.outline, { cast: 0.4, round: 1.2, folds: bodyFolds(s, t) });
    s.seam(body.leftArmhole, { groove: 1, stitch: [-4.5, -8] });
    s.seam(body.rightArmhole, { groove: 1, stitch: [4.5, 8] });
    s.seam(body.hemLine(42), { groove: 1, stitch: [3] });
    s.seam(body.hemLine(6), { groove: 0, stitch: [0] });
    if (look.yoke) {
      s.seam("M216 300 C280 294 340 294 392 300", { groove: 1, stitch: [4, 7] });
      s.seam("M584 300 C520 294 460 294 410 300", { groove: 1, stitch: [-4, -7] });
    }
    if (look.pockets === "patch") {
      for (const x of [230, 444]) patchPocket(s, x, 520, 126, 150, "square");
      patchPocket(s, 238, 330, 96, 100, "square");
    } else if (look.pockets === "slant")
      for (const [d, q] of [
        ["M262 560 L300 690", 1],
        ["M538 560 L500 690", -1],
      ] as const)
        s.seam(d, { groove: 1.4, stitch: [6 * q, 10 * q] });
    if (look.closure === "zip") zip(s, `M400 212 C403 400 398 600 400 ${t.hemY + 8}`, [400, 270]);
    else {
      s.part(`M378 210 L422 209 C426 400 427 590 425 ${t.hemY + 12} L376 ${t.hemY + 12} C380 600 376 400 378 204 Z`, {
        cast: 0.55,
        round: 0.4,
        crease: 0.5,
      });
      for (const x of [383, 418]) s.seam(`M${x} 220 C${x + 1} 400 ${x + 2} 590 ${x + 1} ${t.hemY + 6}`, { groove: 0, stitch: [0] });
      for (let i = 0; i < 5; i++) button(s, 401 + s.jitter(1), 256 + i * ((t.hemY - 290) / 4), 9, look.contrast ?? "#a9793f");
    }
    pointCollar(s, 6, 6);
  },
  detail: () => view(236, 112, 330),
};

/** A quilted gilet: rows of stitches with padding between them. */
export const gilet: Cut = {
  draw(s, look) {
    const t: TopShape = {
      neckY: 160,
      neckHalf: 74,
      drop: 44,
      shoulder: 166,
      shoulderY: 196,
      armpit: 196,
      armpitY: 420,
      hem: 204,
      hemY: 800 + (look.length ?? 0),
      bow: 12,
    };
    const body = topBody(t);
    s.part("M324 128 C350 112 450 112 476 128 L480 200 L320 200 Z", { fill: s.colour.inside, crease: 0.4 });
    label(s, 400, 132, 46, 20, 0);
    const rows = Math.floor((t.hemY - 240) / 56);
    const puffs = Array.from({ length: rows }, (_, i) => {
      const y = 240 + i * 56;
      return [s.fold(206, y + 28, 300, y + 34, 394, y + 28, 19, 0.8), s.fold(406, y + 28, 500, y + 34, 594, y + 28, 19, 0.8)];
    }).flat();
    const id = s.part(body.outline, { cast: 0.4, round: 1.5, folds: [...puffs, ...bodyFolds(s, t, 0.35)] });
    s.put(`<g clip-path="url(#${id})">`);
    for (let i = 0; i <= rows; i++) {
      const y = 240 + i * 56;
      s.seam(`M${y < 420 ? 232 : 200} ${y} C290 ${y + 8} 340 ${y + 8} 394 ${y + 2}`, { groove: 1.1, stitch: [0] });
      s.seam(`M406 ${y + 2} C460 ${y + 8} 510 ${y + 8} ${y < 420 ? 568 : 600} ${y}`, { groove: 1.1, stitch: [0] });
    }
    s.put("</g>");
    for (const [d, q] of [
      ["M252 590 L284 720", 1],
      ["M548 590 L516 720", -1],
    ] as const)
      s.seam(d, { groove: 1.6, stitch: [6 * q] });
    for (const [armhole, q] of [
      [body.leftArmhole, -1],
      [body.rightArmhole, 1],
    ] as const)
      s.seam(armhole, { groove: 0.6, stitch: [10 * q] });
    zip(s, `M400 150 C402 400 399 600 400 ${t.hemY + 10}`, [400, 214]);
    for (const right of [false, true]) {
      const p = (d: string) => (right ? mirror(d) : d);
      s.part(p("M322 132 C316 156 314 180 320 204 C344 214 372 218 392 216 L392 158 C366 156 340 148 322 132 Z"), {
        cast: 0.4,
        round: 1.1,
        folds: [],
      });
    }
  },
  detail: () => view(240, 100, 320),
};
