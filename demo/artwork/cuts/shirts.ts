import { mirror, type SpinePoint } from "../drawing/geometry";
import { type Cut, type Look, view } from "../drawing/look";
import type { Sheet } from "../drawing/sheet";
import { backNeck, bodyFolds, longSleeve, shortSleeve, type TopShape, topBody } from "../drawing/tops";
import { button, label, patchPocket } from "../drawing/trims";

/** Shirts, overshirts and work jackets: everything with a collar and buttons down the front. */

const BASE: TopShape = {
  neckY: 150,
  neckHalf: 78,
  drop: 50,
  shoulder: 194,
  shoulderY: 190,
  armpit: 206,
  armpitY: 384,
  hem: 202,
  hemY: 796,
  bow: 16,
};

function flapPocket(s: Sheet, right: boolean) {
  const x = (k: number) => (right ? 800 - k : k);
  const p = (d: string) => (right ? mirror(d) : d);
  s.part(p("M246 352 C280 350 320 350 356 353 C357 400 357 430 356 458 L302 478 L247 458 C246 430 245 400 246 352 Z"), {
    cast: 0.38,
    round: 0.5,
    crease: 0.7,
    folds: [s.fold(x(280), 390, x(300), 420, x(290), 462, 10, 0.4)],
  });
  s.seam(p("M251 360 C251 400 251 430 252 454 L302 472 L351 454 C352 430 352 400 351 360"), { groove: 0, stitch: [0, 3.4] });
  s.part(p("M242 338 C280 335 322 335 360 339 L360 372 L302 388 L242 372 Z"), { cast: 0.6, round: 0.45, crease: 0.5 });
  s.seam(p("M247 342 L247 368 L302 383 L355 368 L355 342"), { groove: 0, stitch: [0] });
  button(s, x(302), 374, 6.4);
}

/** Collar stand and two points; `spread` widens them. */
export function pointCollar(s: Sheet, spread = 0, long = 0) {
  const c = s.colour;
  s.part("M326 150 C350 138 450 138 474 150 C478 166 474 184 462 196 C430 182 370 182 338 196 C326 184 322 166 326 150 Z", {
    fill: c.soft,
    round: 0.5,
    crease: 0.4,
    cast: 0.3,
  });
  label(s, 400, 160, 42, 19, -1);
  const [dx, dy] = [spread, long];
  s.part(
    `M328 146 C318 160 304 178 ${296 - dx} ${196 + dy * 0.3} L${346 - dx} ${268 + dy} C358 256 380 222 398 206 C372 196 344 176 328 146 Z`,
    {
      cast: 0.75,
      round: 0.55,
      crease: 0.6,
      folds: [s.fold(330, 166, 352, 200, 384, 212, 9, 0.5)],
    },
  );
  s.part(
    `M472 146 C482 160 496 178 ${504 + dx} ${195 + dy * 0.3} L${456 + dx} ${270 + dy} C444 258 420 222 402 207 C428 196 456 176 472 146 Z`,
    {
      cast: 0.75,
      round: 0.55,
      crease: 0.6,
      folds: [s.fold(470, 166, 448, 200, 418, 212, 9, 0.5)],
    },
  );
  s.seam(`M${304 - dx} ${197 + dy * 0.3} L${347 - dx} ${258 + dy} C358 246 376 222 392 208`, { groove: 0, stitch: [0] });
  s.seam(`M${496 + dx} ${196 + dy * 0.3} L${455 + dx} ${260 + dy} C444 248 424 222 408 209`, { groove: 0, stitch: [0] });
}

/** A band collar: a stand without points. */
function bandCollar(s: Sheet) {
  s.part("M324 148 C350 132 450 132 476 148 C478 158 476 166 470 172 C440 160 360 160 330 172 C324 166 322 158 324 148 Z", {
    fill: s.colour.inside,
    round: 0.5,
    crease: 0.3,
  });
  label(s, 400, 152, 40, 17, -1);
  s.part("M326 144 C322 166 344 204 398 218 L398 238 C346 226 312 190 318 150 Z", { cast: 0.5, round: 0.5, crease: 0.3 });
  s.part("M474 144 C478 166 456 204 402 220 L403 240 C454 226 488 190 482 150 Z", { cast: 0.5, round: 0.5, crease: 0.3 });
  button(s, 400, 226, 6);
}

/** An open collar that lies flat, with a small lapel. */
function campCollar(s: Sheet) {
  for (const q of [-1, 1]) {
    const x = (k: number) => 400 + q * k;
    s.part(
      `M${x(74)} 146 C${x(60)} 186 ${x(30)} 236 ${x(2)} 268 L${x(66)} 296 L${x(84)} 242 L${x(112)} 232 C${x(106)} 196 ${x(92)} 166 ${x(74)} 146 Z`,
      {
        cast: 0.7,
        round: 0.5,
        crease: 0.6,
        folds: [s.fold(x(80), 170, x(60), 220, x(20), 262, 10, 0.5)],
      },
    );
    s.seam(`M${x(112)} 230 L${x(86)} 241 L${x(68)} 291`, { groove: 0.3, stitch: [] });
  }
}

function frontPlacket(s: Sheet, t: TopShape, from: number, count: number, size: number) {
  const bottom = t.hemY + 16;
  s.part(`M380 ${from} L420 ${from - 1} C426 400 427 610 424 ${bottom} L378 ${bottom} C381 610 377 400 380 ${from - 6} Z`, {
    cast: 0.55,
    round: 0.4,
    crease: 0.5,
  });
  s.seam(`M384 ${from + 8} C381 420 385 610 382 ${bottom - 4}`, { groove: 0, stitch: [0] });
  s.seam(`M419 ${from + 8} C422 420 423 610 420 ${bottom - 4}`, { groove: 0, stitch: [0] });
  const gap = (bottom - from - 76) / (count - 1);
  for (let i = 0; i < count; i++) button(s, 402 + s.jitter(1), from + 36 + i * gap, size);
}

function yoke(s: Sheet) {
  s.seam("M222 232 C270 224 320 226 348 240", { groove: 0.7, stitch: [4] });
  s.seam("M578 232 C530 224 480 226 452 240", { groove: 0.7, stitch: [4] });
}

function draw(s: Sheet, look: Look) {
  const { length = 0, width = 0 } = look;
  const t: TopShape = {
    ...BASE,
    hemY: BASE.hemY + length,
    armpit: BASE.armpit + width,
    hem: BASE.hem + width,
    shoulder: BASE.shoulder + width * 0.8,
  };
  const body = topBody(t);
  if (look.sleeves === "short") {
    const [sx, ax] = [400 - t.shoulder, 400 - t.armpit];
    for (const right of [false, true]) {
      const k = s.jitter(8);
      shortSleeve(
        s,
        [
          [sx + 10, 187],
          [sx - 18, 200],
          [sx - 76, 280],
          [sx - 122, 388 + k],
        ],
        [
          [ax + 88, 300],
          [ax + 46, 360],
          [ax + 20, 396],
          [ax + 6, 442 + k],
        ],
        right,
      );
    }
  } else {
    const spine = (end: number): SpinePoint[] => [
      [146 - width, 506, 60],
      [118 - width, 650, 50],
      [end - width, 792, 44],
    ];
    longSleeve(s, t, spine(112), { cuff: "shirt", strength: 1.05 });
    longSleeve(s, t, spine(132), { cuff: "shirt", strength: 1.05, right: true });
  }
  const open = look.collar === "camp" ? 110 : 64;
  backNeck(s, { ...t, drop: open }, topBody({ ...t, drop: open }));
  s.part(body.outline, { cast: 0.4, folds: bodyFolds(s, t, 1.05) });
  s.seam(body.leftArmhole, { groove: 1, stitch: [-4.5, -8] });
  s.seam(body.rightArmhole, { groove: 1, stitch: [4.5, 8] });
  s.seam(body.hemLine(14), { groove: 0.5, stitch: [0] });
  if (look.yoke !== false) yoke(s);
  const heavy = look.pockets === "flap" || look.pockets === "patch";
  frontPlacket(
    s,
    t,
    look.collar === "camp" ? 262 : look.collar === "band" ? 238 : 210,
    look.collar === "camp" ? 5 : heavy ? 6 : 7,
    heavy ? 7.2 : 5.6,
  );
  if (look.pockets === "flap") for (const right of [false, true]) flapPocket(s, right);
  if (look.pockets === "one") patchPocket(s, 462, 352, 94, 112);
  if (look.pockets === "patch") {
    patchPocket(s, 456, 344, 92, 104, "square");
    patchPocket(s, 228, t.hemY - 200, 126, 148, "round");
    patchPocket(s, 446, t.hemY - 200, 126, 148, "round");
  }
  if (look.collar === "band") bandCollar(s);
  else if (look.collar === "camp") campCollar(s);
  else pointCollar(s, heavy ? 0 : -4, heavy ? 0 : -8);
}

export const shirt: Cut = { draw, detail: () => view(238, 112, 330) };
