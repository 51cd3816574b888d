import { line, type Point, type SpinePoint, shift } from "../drawing/geometry";
import { type Cut, type Look, view } from "../drawing/look";
import type { Sheet } from "../drawing/sheet";
import { backNeck, bodyFolds, longSleeve, neckRib, ribHem, type TopBody, type TopShape, topBody } from "../drawing/tops";
import { button, label, patchPocket, softStroke, zip } from "../drawing/trims";

/** Jumpers, cardigans and vests. */

const JUMPER: TopShape = {
  neckY: 146,
  neckHalf: 86,
  drop: 80,
  shoulder: 192,
  shoulderY: 186,
  armpit: 204,
  armpitY: 384,
  hem: 196,
  hemY: 730,
};
const SLEEVE: readonly SpinePoint[] = [
  [142, 500, 62],
  [114, 640, 50],
  [108, 776, 40],
];

function shape(look: Look): TopShape {
  const { length = 0, width = 0 } = look;
  const base = {
    ...JUMPER,
    hemY: JUMPER.hemY + length,
    armpit: JUMPER.armpit + width,
    hem: JUMPER.hem + width,
    shoulder: JUMPER.shoulder + width * 0.8,
  };
  if (look.neck === "vee") return { ...base, neckHalf: 84, drop: 150, vee: true };
  if (look.neck === "boat") return { ...base, neckHalf: 116, drop: 52 };
  if (look.neck === "roll" || look.neck === "half-zip") return { ...base, neckHalf: 72, drop: 44 };
  return base;
}

function sleeves(s: Sheet, t: TopShape, look: Look, ribs = 14) {
  const w = look.width ?? 0;
  const moved = (dx: number, end: number) =>
    SLEEVE.map(([x, y, half], i): SpinePoint => [x - w + (i === 2 ? dx : 0), y + (i === 2 ? end : 0), half + w * 0.1]);
  longSleeve(s, t, moved(0, 0), { cuffAt: 0.885, ribs });
  longSleeve(s, t, moved(20, 8), { cuffAt: 0.885, ribs, right: true });
}

/** A high folded collar. */
function rollCollar(s: Sheet, t: TopShape) {
  const y = t.neckY;
  const [l, r] = [400 - t.neckHalf - 6, 400 + t.neckHalf + 6];
  s.part(`M${l + 8} ${y - 66} C350 ${y - 80} 450 ${y - 80} ${r - 8} ${y - 66} L${r - 12} ${y - 40} L${l + 12} ${y - 40} Z`, {
    fill: s.colour.inside,
    fabric: "fineknit",
    crease: 0.4,
    pattern: null,
  });
  const top = s.points(`M${l + 6} ${y - 62} C350 ${y - 46} 450 ${y - 46} ${r - 6} ${y - 62}`);
  const bottom = s.points(`M${l} ${y + 30} C346 ${y + 62} 454 ${y + 62} ${r} ${y + 30}`);
  s.rib(top, bottom, { ribs: 30, cast: 0.9, round: 1.1 });
}

/** Two cables of crossing strands, one on each side of the middle. */
function cables(s: Sheet, t: TopShape, id: string) {
  const c = s.colour;
  const strand = (x0: number, phase: number): Point[] =>
    Array.from({ length: 90 }, (_, i): Point => {
      const y = t.neckY + t.drop - 40 + i * 7;
      return [x0 + 11 * Math.sin(y / 19 + phase), y];
    });
  const groups = [-118, -52, 52, 118].map((x) => {
    let svg = `<rect x="${400 + x - 27}" y="${t.neckY}" width="54" height="700" fill="${c.dark}" opacity=".1"/>`;
    svg += softStroke(`M${400 + x - 26} ${t.neckY}V${t.hemY}M${400 + x + 26} ${t.neckY}V${t.hemY}`, c.dark, 9, 0.5);
    for (let half = 0; half < 2; half++) {
      for (const phase of [0, Math.PI]) {
        const points = strand(400 + x, phase);
        // each strand is in front at every other crossing
        const front = points.map((p) => ({ p, up: Math.cos(p[1] / 19 + phase) > 0 }));
        let run: Point[] = [];
        const flush = () => {
          if (run.length > 1) {
            const d = line(run);
            svg += `<path d="${d}" stroke="${c.dark}" stroke-width="20.5" fill="none" opacity=".5"/><path d="${d}" stroke="${c.base}" stroke-width="17" fill="none"/><path d="${line(shift(run, 3))}" stroke="${c.light}" stroke-width="7" fill="none" opacity=".36"/><path d="${d}" stroke="${c.dark}" stroke-width="13" stroke-dasharray="1.6 5.6" fill="none" opacity=".18"/>`;
          }
          run = [];
        };
        front.forEach(({ p, up }) => {
          if (up === (half === 1)) run.push(p);
          else flush();
        });
        flush();
      }
    }
    return svg;
  });
  s.put(`<g clip-path="url(#${id})">${groups.join("")}</g>`);
}

export const jumper: Cut = {
  draw(s, look) {
    const t = shape(look);
    const body = topBody(t);
    sleeves(s, t, look);
    const high = look.neck === "roll" || look.neck === "half-zip";
    if (!high) backNeck(s, t, body, { rib: look.neck === "boat" ? 0 : 24, ribs: 28 });
    const id = s.part(body.outline, { cast: 0.4, folds: bodyFolds(s, t) });
    if (look.cables) cables(s, t, id);
    s.seam(body.leftArmhole, { groove: 1 });
    s.seam(body.rightArmhole, { groove: 1 });
    ribHem(s, t, 56, 46);
    if (high) rollCollar(s, t);
    if (look.neck === "half-zip") zip(s, `M400 ${t.neckY - 46} L401 ${t.neckY + 170}`, [400, t.neckY + 22]);
    if (look.neck === "vee") neckRib(s, body, 22, { ribs: 52, stitch: [] });
    else if (look.neck === "boat") neckRib(s, body, 13, { ribs: 60, stitch: [] });
    else if (!high) neckRib(s, body, 25, { ribs: 40, stitch: [] });
  },
  detail: (look) => (look.neck === "roll" || look.neck === "half-zip" ? view(240, 66, 320) : view(240, 92, 320)),
};

/** The button band of a cardigan or a knitted vest, in one part with the neck's ribs. */
function buttonBand(s: Sheet, t: TopShape, body: TopBody, bottom: number, buttons: number, wood: string) {
  neckRib(s, body, 22, { ribs: 52, stitch: [] });
  const y = t.neckY + t.drop;
  const left = s.points(`M378 ${y - 14} L379 ${bottom}`);
  const right = s.points(`M421 ${y - 14} L420 ${bottom}`);
  s.rib(right, left, { ribs: Math.round((bottom - y) / 9), cast: 0.5, round: 0.6 });
  const gap = (bottom - y - 40) / (buttons - 1);
  for (let i = 0; i < buttons; i++) button(s, 400 + s.jitter(1), y + 18 + i * gap, 9, wood);
}

export const cardigan: Cut = {
  draw(s, look) {
    const t: TopShape = { ...shape({ ...look, neck: "vee" }), drop: 196 };
    const body = topBody(t);
    sleeves(s, t, look);
    backNeck(s, { ...t, drop: 170 }, topBody({ ...t, drop: 170 }), { rib: 22, ribs: 28 });
    s.part(body.outline, { cast: 0.4, folds: bodyFolds(s, t) });
    s.seam(body.leftArmhole, { groove: 1 });
    s.seam(body.rightArmhole, { groove: 1 });
    ribHem(s, t, 56, 46);
    if (look.pockets === "patch") for (const x of [234, 462]) patchPocket(s, x, t.hemY - 178, 106, 128, "square");
    buttonBand(s, t, body, t.hemY + 58, 5, look.contrast ?? "#7a5a38");
  },
  detail: (look) => (look.pockets === "patch" ? view(330, 430, 300) : view(280, 230, 290)),
};

/** A knitted vest without sleeves. */
export const vest: Cut = {
  draw(s, look) {
    const t: TopShape = {
      ...shape({ ...look, neck: look.neck ?? "vee" }),
      shoulder: 168,
      shoulderY: 178,
      armpit: 196,
      armpitY: 410,
      hem: 190,
      hemY: 770 + (look.length ?? 0),
    };
    const body = topBody(t);
    backNeck(s, { ...t, drop: Math.min(t.drop, 130) }, topBody({ ...t, drop: Math.min(t.drop, 130) }), { rib: 22, ribs: 28 });
    s.part(body.outline, { cast: 0.4, folds: bodyFolds(s, t) });
    for (const [armhole, q] of [
      [body.leftArmhole, -1],
      [body.rightArmhole, 1],
    ] as const) {
      const edge = s.points(armhole);
      s.rib(shift(edge, 20 * q), edge, { ribs: 34, round: 0.5 });
    }
    ribHem(s, t, 56, 44);
    if (look.closure === "buttons") buttonBand(s, { ...t, drop: t.drop }, body, t.hemY + 58, 5, look.contrast ?? "#7a5a38");
    else neckRib(s, body, 22, { ribs: 52, stitch: [] });
  },
  detail: () => view(250, 96, 310),
};

/** A shawl or wide cape, folded once. */
export const poncho: Cut = {
  draw(s) {
    s.part(
      "M232 232 C300 210 500 210 568 232 C650 420 704 600 716 742 C640 800 520 838 400 846 C280 838 160 800 84 742 C96 600 150 420 232 232 Z",
      {
        round: 1.4,
        folds: [
          ...s.fan(
            300,
            250,
            [
              [104, 420, 20, 0.05],
              [84, 480, 22, 0.03],
            ],
            0.9,
          ),
          ...s.fan(
            500,
            250,
            [
              [76, 420, 20, -0.05],
              [98, 470, 22, -0.03],
            ],
            0.9,
          ),
          s.fold(180, 420, 150, 600, 150, 770, 24, 0.7),
          s.fold(620, 420, 650, 600, 650, 770, 24, 0.7),
          s.fold(330, 330, 400, 380, 470, 326, 20, 0.4),
        ],
      },
    );
    const neck = s.points("M322 224 C340 266 460 266 478 224");
    s.part("M318 216 C340 196 460 196 482 216 C470 262 330 262 318 216 Z", { fill: s.colour.inside, round: 0.8 });
    label(s, 400, 212, 46, 20, 1);
    s.rib(neck, shift(neck, -22), { ribs: 34 });
    const hem = s.points("M84 742 C160 800 280 838 400 846 C520 838 640 800 716 742");
    s.rib(shift(hem, -26), hem, { ribs: 96, round: 0.5 });
  },
  detail: () => view(240, 170, 320),
};
