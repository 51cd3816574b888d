import { format } from "../drawing/geometry";
import { type Cut, type Look, view } from "../drawing/look";
import type { Sheet } from "../drawing/sheet";
import { label, softStroke } from "../drawing/trims";

/** Beanies, caps and hats. */

/** Curved ribs that meet at the crown. */
function crownRibs(s: Sheet, id: string, furrows: string, crests: string, width: number) {
  const c = s.colour;
  const stroke = (d: string, colour: string, w: number, opacity: number, extra = "") =>
    `<path d="${d}" stroke="${colour}" stroke-width="${format(w)}" opacity="${opacity}" ${extra}/>`;
  s.put(
    `<g clip-path="url(#${id})" fill="none">${stroke(furrows, c.dark, width * 1.3, 0.16)}${stroke(furrows, c.dark, width * 0.9, 0.3)}${stroke(furrows, c.deep, width * 0.4, 0.5)}${stroke(crests, c.light, width * 0.95, 0.16)}${stroke(crests, c.light, width * 0.5, 0.22)}${stroke(crests, c.dark, width * 1.5, 0.26, 'stroke-dasharray="1.6 4.6"')}</g>`,
  );
}

function drawBeanie(s: Sheet, look: Look) {
  const c = s.colour;
  const ribs = look.wide ? 11 : 16;
  const crown = s.part("M196 566 C186 400 236 232 396 222 C566 232 616 400 604 566 C500 588 300 588 196 566 Z", {
    round: 2,
    crease: 0.7,
    folds: [
      s.fold(300, 300, 260, 400, 268, 540, 26, 0.5),
      s.fold(480, 260, 520, 380, 500, 560, 28, 0.45),
      s.fold(390, 230, 380, 340, 400, 420, 20, 0.35),
    ],
  });
  const arc = (k: number) =>
    `M${format(400 + 206 * Math.sin(k * 1.52))} 590C${format(400 + 222 * Math.sin(k * 1.52))} 420 ${format(400 + 150 * Math.sin(k * 1.5))} 262 ${format(400 + k * 26)} 224`;
  let [furrows, crests] = ["", ""];
  for (let i = -ribs; i <= ribs; i++) {
    furrows += arc(i / (ribs + 0.2));
    crests += arc((i + 0.42) / (ribs + 0.2));
  }
  crownRibs(s, crown, furrows, crests, 96 / ribs);
  s.put(`<g clip-path="url(#${crown})">${softStroke("M180 560 C300 590 500 590 620 560", c.deep, 60, 0.6)}</g>`);
  const cuff = s.part(
    "M182 556 C182 536 192 530 204 532 C300 556 500 556 596 532 C610 530 620 538 619 558 C621 606 620 650 616 694 C612 708 600 712 590 712 C490 732 310 732 210 712 C198 710 188 706 186 694 C181 650 180 606 182 556 Z",
    { cast: 0.9, round: 1.3, crease: 0.5 },
  );
  [furrows, crests] = ["", ""];
  const n = ribs + 3;
  const post = (k: number) => {
    const x = 400 + 216 * Math.sin(k * 1.5);
    return `M${format(x)} 526Q${format(x + 2)} 620 ${format(x - 1)} 740`;
  };
  for (let i = -n; i <= n; i++) {
    furrows += post(i / n);
    crests += post((i + 0.45) / n);
  }
  crownRibs(s, cuff, furrows, crests, 106 / ribs);
  if (look.pompom) pompom(s);
  label(s, 400, 612, 92, 44, -0.8);
}

function pompom(s: Sheet) {
  const c = s.colour;
  let [dark, base, light] = ["", "", ""];
  for (let i = 0; i < 620; i++) {
    const a = s.random() * Math.PI * 2;
    const r = 78 * Math.sqrt(s.random());
    const [x, y] = [400 + Math.cos(a) * r, 200 + Math.sin(a) * r * 0.94];
    const l = 12 + 8 * s.random();
    const d = `M${format(x)} ${format(y)}l${format(Math.cos(a + s.jitter(0.5)) * l)} ${format(Math.sin(a + s.jitter(0.5)) * l)}`;
    if (i % 3 === 0) light += d;
    else if (i % 3 === 1) base += d;
    else dark += d;
  }
  s.silhouette.push("M314 200 C314 152 352 114 400 114 C448 114 486 152 486 200 C486 248 448 286 400 286 C352 286 314 248 314 200 Z");
  s.put(
    `<ellipse cx="402" cy="206" rx="84" ry="80" fill="${c.dark}"/><g fill="none" stroke-linecap="round"><path d="${dark}" stroke="${c.deep}" stroke-width="3" opacity=".55"/><path d="${base}" stroke="${c.base}" stroke-width="3.4"/><path d="${light}" stroke="${c.light}" stroke-width="2.4" opacity=".65"/></g>`,
  );
}

export const beanie: Cut = { draw: drawBeanie, detail: () => view(272, 452, 280) };

export const cap: Cut = {
  draw(s) {
    const c = s.colour;
    s.part("M176 606 C168 452 260 322 404 318 C550 322 638 452 628 604 C560 634 250 636 176 606 Z", {
      round: 2.2,
      folds: [
        s.fold(262, 400, 226, 490, 232, 596, 24, 0.6),
        s.fold(550, 400, 584, 490, 574, 596, 24, 0.55),
        s.fold(340, 360, 304, 460, 318, 596, 22, 0.4),
        s.fold(470, 360, 502, 460, 486, 596, 22, 0.4),
      ],
    });
    s.seam("M403 320 C398 420 398 510 400 624", { groove: 1, stitch: [-5, 5] });
    s.seam("M392 322 C304 352 238 460 228 614", { groove: 0.9, stitch: [-5, 5] });
    s.seam("M414 322 C504 352 566 460 576 612", { groove: 0.9, stitch: [-5, 5] });
    for (const [x, y] of [
      [306, 452],
      [498, 452],
    ] as const) {
      const eye = (dx: number, colour: string, width: number, extra = "") =>
        `<ellipse cx="${x + dx}" cy="${y + dx}" rx="7.8" ry="8.4" fill="none" stroke="${colour}" stroke-width="${width}" ${extra}/>`;
      s.put(
        `<ellipse cx="${x}" cy="${y}" rx="5.4" ry="6" fill="${c.deep}"/>${eye(0, c.dark, 3.2)}${eye(-1, c.light, 1, 'stroke-dasharray="1.4 1.4" opacity=".7"')}`,
      );
    }
    s.part("M388 318 C390 308 416 308 419 318 C418 326 389 326 388 318 Z", { cast: 0.6, round: 0.4, crease: 0 });
    s.part(
      "M190 604 C258 572 546 570 612 600 C646 640 650 690 626 712 C574 760 482 776 402 776 C320 776 230 762 178 716 C154 690 158 642 190 604 Z",
      { cast: 1, round: 1.6, crease: 0.4, folds: [s.fold(214, 640, 400, 598, 590, 640, 26, 0.5)] },
    );
    for (let i = 0; i < 6; i++) {
      const o = i * 16;
      s.seam(
        `M${186 + o * 0.6} ${708 - o} C${236 + o * 0.3} ${750 - o} 322 ${764 - o} 402 ${764 - o} C482 ${764 - o} ${568 - o * 0.3} ${750 - o} ${618 - o * 0.6} ${706 - o}`,
        { groove: 0.25, stitch: [0] },
      );
    }
    s.seam("M194 612 C262 582 542 580 608 608", { groove: 1, stitch: [5] });
    label(s, 400, 500, 78, 35, -0.6);
  },
  detail: () => view(262, 396, 270),
};

/** A soft sun hat with a stitched brim, seen from a little above. */
export const hat: Cut = {
  draw(s) {
    s.part("M110 610 C96 520 240 452 400 450 C560 452 704 520 690 610 C676 706 540 764 400 766 C260 764 124 706 110 610 Z", {
      round: 1.5,
      folds: [
        s.fold(150, 560, 200, 640, 300, 730, 22, 0.6),
        s.fold(650, 560, 600, 640, 510, 726, 22, 0.55),
        s.fold(300, 680, 330, 720, 340, 760, 16, 0.6),
        s.fold(480, 690, 470, 720, 490, 756, 16, 0.5),
      ],
    });
    for (let i = 1; i < 6; i++) {
      const k = i * 16;
      s.seam(
        `M${110 + k} ${606 - k * 0.1} C${104 + k} ${700 - k * 0.75} 262 ${764 - k} 400 ${766 - k} C538 ${764 - k} ${696 - k} ${700 - k * 0.75} ${690 - k} ${606 - k * 0.1}`,
        { groove: 0.2, stitch: [0] },
      );
    }
    s.part("M226 586 C220 430 262 316 312 296 C360 284 440 284 488 296 C540 316 580 430 574 586 C520 646 280 646 226 586 Z", {
      cast: 1,
      round: 2,
      folds: [
        s.fold(300, 330, 262, 450, 268, 590, 22, 0.6),
        s.fold(500, 330, 540, 450, 530, 588, 22, 0.55),
        s.fold(400, 380, 390, 470, 404, 590, 18, 0.4),
      ],
    });
    s.seam("M304 306 C330 340 470 340 496 306", { groove: 1, stitch: [5] });
    s.seam("M400 334 L402 624", { groove: 0.8, stitch: [-4, 4] });
    s.part("M225 556 C280 620 520 620 575 556 L574 590 C520 650 280 650 226 590 Z", {
      cast: 0.3,
      round: 0.5,
      crease: 0.4,
      fill: s.colour.dark,
    });
    label(s, 510, 590, 50, 24, -10);
  },
  detail: () => view(330, 410, 280),
};
