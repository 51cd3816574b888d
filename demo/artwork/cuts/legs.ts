import { limb, type SpinePoint, type Strip } from "../drawing/geometry";
import { type Cut, type Look, view } from "../drawing/look";
import type { Sheet } from "../drawing/sheet";
import { foldOn } from "../drawing/tops";
import { button, cord, label, patchPocket } from "../drawing/trims";

/** Trousers, jeans and shorts. */

type LegShape = {
  readonly top: number;
  readonly hemY: number;
  readonly hemIn: number;
  readonly hemOut: number;
  readonly crotch: number;
  readonly hip: number;
  readonly hipY: number;
  readonly waist: number;
  readonly band: number;
};

function outline(l: LegShape): string {
  const { top, hemY, hemIn, hemOut, crotch, hip, hipY, waist, band } = l;
  const middle = (hemIn + hemOut) / 2;
  const low = hemY - (hemY - crotch) * 0.4;
  const high = crotch + (hemY - crotch) * 0.3;
  const y = top + band - 6;
  return [
    `M${400 - waist} ${y} C${400 - waist - (hip - waist) * 0.42} ${top + 90} ${400 - hip + 7} ${hipY - 90} ${400 - hip} ${hipY}`,
    `C${400 - hip - 8} ${(hipY + hemY) / 2} ${400 - hemOut - 4} ${hemY - (hemY - hipY) * 0.31} ${400 - hemOut} ${hemY}`,
    `C${400 - middle - 20} ${hemY + 7} ${400 - middle + 20} ${hemY + 7} ${400 - hemIn} ${hemY + 2}`,
    `C${400 - hemIn + 6} ${low} 390 ${high} 399 ${crotch} C410 ${high} ${400 + hemIn - 8} ${low} ${400 + hemIn + 4} ${hemY - 4}`,
    `C${400 + middle - 20} ${hemY + 3} ${400 + middle + 20} ${hemY + 2} ${400 + hemOut + 6} ${hemY - 6}`,
    `C${400 + hemOut + 6} ${hemY - (hemY - hipY) * 0.32} ${400 + hip + 8} ${(hipY + hemY) / 2} ${400 + hip} ${hipY}`,
    `C${400 + hip - 7} ${hipY - 90} ${400 + waist + (hip - waist) * 0.42} ${top + 90} ${400 + waist} ${y} Z`,
  ].join(" ");
}

function crotchFolds(s: Sheet, y: number, k: number) {
  return [
    ...s.fan(
      396,
      y,
      [
        [196, 150, 11, 0.12],
        [224, 140, 10, 0.1],
        [158, 170, 12, 0.1],
        [128, 210, 12, 0.06],
      ],
      0.85 * k,
    ),
    ...s.fan(
      404,
      y,
      [
        [-16, 150, 11, -0.12],
        [-46, 140, 10, -0.1],
        [22, 170, 12, -0.1],
        [54, 210, 12, -0.06],
      ],
      0.85 * k,
    ),
  ];
}

/** Knee and ankle folds of one leg. */
function legFolds(s: Sheet, leg: Strip, q: number) {
  const f = (u1: number, v1: number, u2: number, v2: number, w: number, k: number) =>
    foldOn(s, leg, u1 + s.jitter(0.03), v1 * q, u2 + s.jitter(0.03), v2 * q, w, k);
  return [
    f(0.48, -0.9, 0.55, 0.4, 10, 0.7),
    f(0.58, 0.9, 0.54, -0.3, 10, 0.7),
    f(0.63, -0.9, 0.72, 0.3, 10, 0.6),
    f(0.84, -0.8, 0.9, 0.3, 9, 0.6),
    f(0.9, 0.8, 0.85, -0.4, 10, 0.7),
    f(0.95, -0.9, 0.91, 0.1, 8, 0.6),
    f(0.2, 0.1, 0.98, 0.12, 15, 0.55),
    f(0.42, -0.6, 0.9, -0.55, 12, 0.4),
  ];
}

function waistband(s: Sheet, metal: boolean) {
  s.part("M265 106 C300 118 500 118 535 106 C538 122 538 134 536 144 C490 156 310 156 264 144 C262 134 262 122 265 106 Z", {
    cast: 0.4,
    round: 0.5,
    crease: 0.4,
  });
  s.seam("M268 112 C310 122 490 122 532 112", { groove: 0, stitch: [0] });
  s.seam("M267 139 C310 150 490 150 533 139", { groove: 0, stitch: [0] });
  for (const x of [300, 366, 440, 502]) {
    s.part(`M${x - 6} 103 L${x + 6} 103 L${x + 6} 160 L${x - 6} 160 Z`, { cast: 0.5, round: 0.2, crease: 0 });
    for (const dx of [-3.4, 3.4]) s.seam(`M${x + dx} 108 L${x + dx} 156`, { groove: 0, stitch: [0] });
  }
  button(s, 404, 131, 9, metal ? "#a9793f" : undefined);
}

function fly(s: Sheet, crotch: number, thread: string) {
  s.seam(`M396 138 C400 230 402 320 399 ${crotch + 8}`, { groove: 1, stitch: [4], thread });
  s.seam("M434 142 C438 200 440 250 438 290 C434 318 416 336 401 342", { groove: 0.2, stitch: [0, -3.6], thread });
}

function slantPockets(s: Sheet, thread: string) {
  s.seam("M262 236 C276 210 300 172 310 138", { groove: 1.1, stitch: [-5, -8.4], thread });
  s.seam("M538 236 C524 210 500 172 490 138", { groove: 1.1, stitch: [5, 8.4], thread });
}

function jeansPockets(s: Sheet, thread: string) {
  for (const q of [-1, 1]) {
    const x = (k: number) => 400 + q * k;
    const a = q * -1;
    s.seam(`M${x(154)} 216 C${x(120)} 218 ${x(86)} 196 ${x(78)} 142`, { groove: 1.1, stitch: [5 * a, 8.4 * a], thread });
    s.put(
      `<circle cx="${x(146)}" cy="213" r="3.4" fill="#8b5f2e"/><circle cx="${x(145)}" cy="212" r="1.4" fill="#e6c48b"/><circle cx="${x(82)}" cy="152" r="3.4" fill="#8b5f2e"/><circle cx="${x(81)}" cy="151" r="1.4" fill="#e6c48b"/>`,
    );
  }
  s.seam("M478 190 L508 186 L509 168", { groove: 0.5, stitch: [0, 3], thread });
}

/** Faded thighs of worn denim. */
function fade(s: Sheet) {
  s.defs.push(
    `<radialGradient id="fade"><stop offset="0" stop-color="${s.colour.light}" stop-opacity=".34"/><stop offset=".55" stop-color="${s.colour.light}" stop-opacity=".16"/><stop offset="1" stop-color="${s.colour.light}" stop-opacity="0"/></radialGradient>`,
  );
  for (const x of [306, 496]) s.put(`<ellipse cx="${x}" cy="480" rx="62" ry="230" fill="url(#fade)"/>`);
}

function turnUps(s: Sheet, l: LegShape) {
  for (const q of [-1, 1]) {
    const [a, b] = [400 + q * (l.hemIn - 3), 400 + q * (l.hemOut + 5)];
    const y = l.hemY - (q > 0 ? 6 : 0);
    s.part(
      `M${a} ${y - 46} C${(a + b) / 2} ${y - 40} ${(a + b) / 2} ${y - 40} ${b} ${y - 48} L${b} ${y + 1} C${(a + b) / 2} ${y + 10} ${(a + b) / 2} ${y + 10} ${a} ${y + 3} Z`,
      { cast: 0.5, round: 0.7, fill: s.fabric === "denim" ? s.colour.light : s.colour.base },
    );
  }
}

function drawTrousers(s: Sheet, look: Look) {
  const { leg = 0, waist = "band", length = 0 } = look;
  const hemY = 912 + length;
  const hemOut = 192 + leg;
  const hemIn = 40 - leg * 0.35;
  const l: LegShape = { top: 96, hemY, hemIn, hemOut, crotch: 392, hip: 181, hipY: 330, waist: 138, band: 42 };
  s.part("M272 98 C330 82 470 82 528 98 L528 132 L272 132 Z", { fill: s.colour.inside, crease: 0.4, pattern: null });
  label(s, 400, 94, 46, 19, 0.6);
  const middle = (hemIn + hemOut) / 2;
  const spine = (q: number): SpinePoint[] => [
    [400 + q * 88, 250, 88],
    [400 + q * 98, 420, 84],
    [400 + q * (middle - 6), 640, 80],
    [400 + q * middle, hemY - 2, (hemOut - hemIn) / 2],
  ];
  const pleats =
    waist === "pleats" ? [-92, -60, 62, 94].map((x) => s.fold(400 + x, 150, 400 + x * 1.05, 230, 400 + x * 1.1, 380, 9, 1)) : [];
  const gathers =
    waist === "drawstring"
      ? Array.from({ length: 12 }, (_, i) =>
          s.fold(276 + i * 22.5, 148, 276 + i * 22.5 + (i - 6) * 1.6, 190, 276 + i * 22.5 + (i - 6) * 3, 214 + s.random() * 50, 6, 0.8),
        )
      : [];
  s.part(outline(l), {
    folds: [
      ...crotchFolds(s, l.crotch + 10, 1),
      ...legFolds(s, limb(spine(-1)), 1),
      ...legFolds(s, limb(spine(1)), -1),
      ...pleats,
      ...gathers,
    ],
  });
  const denim = s.fabric === "denim";
  const thread = denim ? "#c08a4a" : s.colour.dark;
  if (denim) fade(s);
  if (waist === "drawstring") s.seam(`M397 150 C400 240 402 320 399 ${l.crotch + 8}`, { groove: 0.9, stitch: [4] });
  else fly(s, l.crotch, thread);
  if (denim) jeansPockets(s, thread);
  else slantPockets(s, thread);
  s.seam(`M246 214 C230 280 226 340 224 400 C${400 - hemOut + 10} 600 ${400 - hemOut + 6} 780 ${400 - hemOut + 12} ${hemY - 4}`, {
    groove: 0.25,
    stitch: denim ? [-5] : [],
    thread,
  });
  if (look.turnUp) turnUps(s, l);
  else {
    s.seam(
      `M${403 - hemOut} ${hemY - 19} C${400 - middle - 20} ${hemY - 13} ${400 - middle + 20} ${hemY - 13} ${400 - hemIn} ${hemY - 18}`,
      { groove: 0.5, stitch: [0], thread },
    );
    s.seam(
      `M${400 + hemIn + 2} ${hemY - 23} C${400 + middle - 20} ${hemY - 17} ${400 + middle + 20} ${hemY - 18} ${402 + hemOut} ${hemY - 26}`,
      { groove: 0.5, stitch: [0], thread },
    );
  }
  if (look.pockets === "cargo") for (const x of [214, 498]) patchPocket(s, x, 470, 88, 118, "square");
  if (waist !== "drawstring") return waistband(s, denim);
  const top = s.points("M266 104 C310 116 490 116 534 104");
  s.rib(top, s.points("M264 148 C310 162 490 162 536 148"), { ribs: 46, depth: 0.7, cast: 0.4 });
  s.seam("M266 124 C310 138 490 138 534 124", { groove: 0, stitch: [0] });
  const cords = { dark: "#8f7d5d", base: "#e8dcc3", light: "#fff8e8" };
  cord(s, 388, 140, -26 + s.jitter(8), 108, cords);
  cord(s, 413, 140, 22 + s.jitter(8), 124, cords);
}

export const trousers: Cut = {
  draw: drawTrousers,
  detail: () => view(226, 66, 336),
};

export const shorts: Cut = {
  draw(s, look) {
    const { leg = 0, length = 0 } = look;
    const hemY = 760 + length;
    const l: LegShape = { top: 206, hemY, hemIn: 22, hemOut: 262 + leg, crotch: 560, hip: 222, hipY: 470, waist: 158, band: 46 };
    s.part("M246 206 C320 188 480 188 554 206 L554 250 L246 250 Z", { fill: s.colour.inside, crease: 0.4, pattern: null });
    label(s, 400, 203, 48, 20, -0.6);
    const belted = look.waist !== "drawstring";
    s.part(outline(l), {
      folds: [
        ...crotchFolds(s, 562, 1.1),
        s.fold(290, 300, 258, 520, 262, hemY - 10, 16, 0.6),
        s.fold(510, 300, 540, 520, 540, hemY - 10, 16, 0.55),
        s.fold(210, 560, 190, 660, 200, hemY - 4, 13, 0.55),
        s.fold(600, 560, 612, 660, 604, hemY - 10, 13, 0.55),
        s.fold(330, 600, 316, 680, 322, hemY - 4, 11, 0.5),
        s.fold(470, 600, 486, 680, 478, hemY - 6, 11, 0.5),
        ...(belted
          ? [-96, -60, 60, 96].map((x) => s.fold(400 + x, 268, 400 + x * 1.06, 350, 400 + x * 1.15, 460, 9, 0.9))
          : Array.from({ length: 13 }, (_, i) => {
              const x = 262 + i * 23;
              return s.fold(x, 262, x + (x - 400) * 0.04, 300, x + (x - 400) * 0.1, 330 + s.random() * 60, 7, 0.75);
            })),
      ],
    });
    s.seam("M398 262 C401 380 402 460 400 560", { groove: 1, stitch: [4] });
    s.seam("M218 412 C238 370 262 330 268 262", { groove: 1, stitch: [-5, -8] });
    s.seam("M582 412 C562 370 538 330 532 262", { groove: 1, stitch: [5, 8] });
    s.seam(`M${142 - leg} ${hemY - 28} C210 ${hemY - 18} 300 ${hemY - 16} 378 ${hemY - 24}`, { groove: 0.6, stitch: [0, 4] });
    s.seam(`M426 ${hemY - 30} C500 ${hemY - 22} 590 ${hemY - 26} ${664 + leg} ${hemY - 36}`, { groove: 0.6, stitch: [0, 4] });
    if (belted) {
      s.seam("M436 268 C440 330 440 380 438 420 C434 446 418 462 402 468", { groove: 0.2, stitch: [0, -3.6] });
      s.part("M241 210 C300 226 500 226 559 210 C562 230 562 248 560 264 C500 280 300 280 240 264 C238 248 238 230 241 210 Z", {
        cast: 0.4,
        round: 0.5,
        crease: 0.4,
      });
      for (const x of [286, 352, 450, 516])
        s.part(`M${x - 6} 212 L${x + 6} 212 L${x + 6} 282 L${x - 6} 282 Z`, { cast: 0.5, round: 0.2, crease: 0 });
      button(s, 404, 246, 9);
      return;
    }
    s.rib(s.points("M240 212 C300 226 500 226 560 212"), s.points("M242 262 C300 276 500 276 558 262"), {
      ribs: 44,
      depth: 0.75,
      cast: 0.4,
    });
    for (const y of [228, 246]) s.seam(`M242 ${y} C300 ${y + 14} 500 ${y + 14} 558 ${y}`, { groove: 0, stitch: [0] });
    const cords = { dark: "#8f7d5d", base: "#e8dcc3", light: "#fff8e8" };
    cord(s, 386, 250, -34, 118, cords);
    cord(s, 414, 250, 26, 136, cords);
  },
  detail: () => view(236, 164, 328),
};
