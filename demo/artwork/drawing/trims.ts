import { shades } from "./colour";
import { format, line, type Point, pointsOf, shift } from "./geometry";
import type { Sheet } from "./sheet";

/** Sewn-on parts: labels, buttons, cords, zips, pockets. */

const LETTERS = {
  E: { width: 8, path: "M8 0H0V14H8M0 7H7" },
  A: { width: 10.8, path: "M0 14L5.4 0L10.8 14M2 9.4H8.8" },
  R: { width: 9.4, path: "M0 14V0H4.6Q9 0 9 3.8Q9 7.6 4.6 7.6H0M4.6 7.6L9.4 14" },
  T: { width: 10, path: "M0 0H10M5 0V14" },
  H: { width: 9.6, path: "M0 0V14M9.6 0V14M0 7H9.6" },
  M: { width: 12, path: "M0 14V0L6 9.6L12 0V14" },
  N: { width: 9.6, path: "M0 14V0L9.6 14V0" },
} as const;
const WORD = ["E", "A", "R", "T", "H", "M", "A", "N"] as const;
const LETTER_GAP = 5.4;

/** The name on labels, drawn as strokes, so no font is needed. */
export function wordmark(x: number, y: number, width: number, colour: string, stroke = 1.3): string {
  const total = WORD.reduce((sum, letter) => sum + LETTERS[letter].width + LETTER_GAP, -LETTER_GAP);
  let at = 0;
  const letters = WORD.map((letter) => {
    const drawn = `<path d="${LETTERS[letter].path}" transform="translate(${format(at)} 0)"/>`;
    at += LETTERS[letter].width + LETTER_GAP;
    return drawn;
  });
  return `<g transform="translate(${format(x)} ${format(y)}) scale(${(width / total).toFixed(3)})" fill="none" stroke="${colour}" stroke-width="${stroke}" stroke-linecap="square">${letters.join("")}</g>`;
}

/** A woven label; x is its middle, y its top. */
export function label(s: Sheet, x: number, y: number, width: number, height: number, degrees = 0) {
  const left = x - width / 2;
  const box = (grow: number, attributes: string) =>
    `<rect x="${left - grow}" y="${y - grow}" width="${width + 2 * grow}" height="${height + 2 * grow}" rx="${0.8 + grow}" ${attributes}/>`;
  s.put(
    `<g transform="rotate(${degrees} ${x} ${y})"><g transform="translate(1 2)" fill="#1e1610">${box(1.6, 'opacity=".12"')}${box(0.4, 'opacity=".25"')}</g>${box(0, 'fill="#F3ECDD"')}${box(0, 'fill="url(#lab)"')}` +
      `<path d="M${left + 1.4} ${y + 1}V${y + height - 1}M${left + width - 1.4} ${y + 1}V${y + height - 1}" stroke="#b9aa90" stroke-width=".8" stroke-dasharray="1.8 1.1"/>${wordmark(x - width * 0.36, y + height / 2 - width * 0.053, width * 0.72, "#3a3226", 1.5)}</g>`,
  );
}

/** A button with four holes, sewn with a cross. */
export function button(s: Sheet, x: number, y: number, r = 6.5, colour = "#d9c7a6") {
  const c = shades(colour);
  const circle = (radius: number, attributes: string) => `<circle cx="${x}" cy="${y}" r="${format(radius)}" ${attributes}/>`;
  const holes = [-1, 1].flatMap((a) =>
    [-1, 1].map((b) => `<circle cx="${x + a * r * 0.24}" cy="${y + b * r * 0.24}" r="${r * 0.12}" fill="#2a2118"/>`),
  );
  const h = r * 0.24;
  s.put(
    `<g transform="translate(1.2 2)" fill="#1e1610">${circle(r + 1.6, 'opacity=".12"')}${circle(r + 0.4, 'opacity=".3"')}</g>${circle(r, `fill="${colour}"`)}` +
      circle(r - 0.5, `fill="none" stroke="${c.dark}" opacity=".5"`) +
      circle(r * 0.66, `fill="none" stroke="${c.dark}" stroke-width=".8" opacity=".4"`) +
      `<path d="M${x - r * 0.7} ${y - r * 0.35}A${r * 0.8} ${r * 0.8} 0 0 1 ${x + r * 0.2} ${y - r * 0.78}" stroke="${c.glow}" stroke-width="1.1" fill="none" opacity=".8"/>${holes.join("")}` +
      `<path d="M${x - h} ${y - h}L${x + h} ${y + h}M${x + h} ${y - h}L${x - h} ${y + h}" stroke="${s.colour.dark}" stroke-width="${r * 0.16}"/>`,
  );
}

/** A soft shape along a line: several strokes, each wider and fainter. */
export function softStroke(d: string, colour: string, width: number, opacity: number, extra = ""): string {
  const steps = width > 20 ? 12 : 5;
  return Array.from({ length: steps }, (_, i) => 1 - i / steps)
    .map(
      (k) =>
        `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${format(width * k)}" opacity="${(opacity / steps).toFixed(3)}" ${extra}/>`,
    )
    .join("");
}

/** A cord that hangs from an eyelet. */
export function cord(s: Sheet, x: number, y: number, lean: number, length: number, colours: { dark: string; base: string; light: string }) {
  const d = s.warp(`M${x} ${y} C${x + lean * 0.1} ${y + length * 0.3} ${x + lean * 1.6} ${y + length * 0.6} ${x + lean} ${y + length}`, 2);
  const stroke = (colour: string, width: number, extra = "") =>
    `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" ${extra}/>`;
  s.put(
    `<circle cx="${x}" cy="${y}" r="5.4" fill="${s.colour.deep}"/><circle cx="${x}" cy="${y}" r="5.4" fill="none" stroke="#b59a6a" stroke-width="2"/>` +
      softStroke(d, "#1e1610", 13, 0.8, 'transform="translate(3 4)"') +
      stroke(colours.dark, 7, 'stroke-linecap="round"') +
      stroke(colours.base, 5.4) +
      stroke(colours.light, 2.2, 'stroke-dasharray="2.4 2.4" opacity=".6"') +
      stroke(colours.dark, 5, 'stroke-dasharray="1 3.8" opacity=".35"') +
      `<rect x="${x + lean - 5}" y="${y + length - 4}" width="10" height="19" rx="2.4" fill="${colours.dark}"/><rect x="${x + lean - 4}" y="${y + length - 3}" width="3.4" height="16" rx="1.6" fill="${colours.light}" opacity=".4"/>`,
  );
}

/** A metal zip along a path. */
export function zip(s: Sheet, path: string, pullAt: Point) {
  const d = s.warp(path);
  const c = s.colour;
  const stroke = (colour: string, width: number, extra = "") =>
    `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" ${extra}/>`;
  s.put(
    softStroke(d, c.deep, 22, 0.6) +
      stroke(c.dark, 13) +
      stroke("#4d4231", 6) +
      stroke("#c2a86c", 5.4, 'stroke-dasharray="1.7 1.5"') +
      stroke("#efe0b4", 1.4, 'stroke-dasharray="1.7 1.5" opacity=".7"'),
  );
  for (const side of [-1, 1]) s.seam(line(shift(pointsOf(d, 5), 9.5 * side)), { raw: true, groove: 0.4, stitch: [3.4 * side] });
  const [x, y] = pullAt;
  s.put(
    `<g transform="translate(1.4 2.4)" fill="#1e1610" opacity=".35"><rect x="${x - 5}" y="${y}" width="10" height="38" rx="4"/></g><rect x="${x - 5.4}" y="${y - 3}" width="10.8" height="14" rx="3" fill="#a98d50"/><rect x="${x - 4}" y="${y + 9}" width="8" height="27" rx="3.6" fill="#b89c5e"/><rect x="${x - 1.6}" y="${y + 26}" width="3.2" height="6" rx="1.6" fill="#4d3f22"/><path d="M${x - 3} ${y + 12}V${y + 32}" stroke="#f0e0b2" stroke-width="1.2" opacity=".8"/>`,
  );
}

/** A sewn-on pocket: its outline clockwise from the upper left, with a hem of stitches along the top. */
export function patchPocket(
  s: Sheet,
  left: number,
  top: number,
  width: number,
  height: number,
  shape: "square" | "pointed" | "round" = "pointed",
) {
  const [right, bottom, middle] = [left + width, top + height, left + width / 2];
  const foot = {
    square: `L${right - 1} ${bottom} L${left + 1} ${bottom}`,
    pointed: `L${right - 1} ${bottom - height * 0.15} L${middle} ${bottom} L${left + 1} ${bottom - height * 0.15}`,
    round: `L${right} ${bottom - 26} Q${right - 2} ${bottom} ${right - 28} ${bottom} L${left + 28} ${bottom} Q${left + 2} ${bottom} ${left} ${bottom - 26}`,
  }[shape];
  s.part(`M${left} ${top} L${right} ${top + 1} ${foot} Z`, {
    cast: 0.34,
    round: 0.5,
    crease: 0.6,
    folds: [s.fold(left + width * 0.3, top + 10, middle, top + height * 0.5, left + width * 0.4, bottom - 8, 10, 0.4)],
  });
  const inset = {
    square: `L${right - 6} ${bottom - 5} L${left + 6} ${bottom - 5}`,
    pointed: `L${right - 6} ${bottom - height * 0.15 - 3} L${middle} ${bottom - 6} L${left + 6} ${bottom - height * 0.15 - 3}`,
    round: `L${right - 5} ${bottom - 27} Q${right - 8} ${bottom - 5} ${right - 30} ${bottom - 5} L${left + 30} ${bottom - 5} Q${left + 7} ${bottom - 5} ${left + 5} ${bottom - 27}`,
  }[shape];
  s.seam(`M${right - 5} ${top + 3} ${inset} L${left + 5} ${top + 3}`, { groove: 0, stitch: [0] });
  s.seam(`M${left + 3} ${top + 15} L${right - 3} ${top + 16}`, { groove: 0.3, stitch: [0] });
}
