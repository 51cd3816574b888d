import { band, format, type Point, type Strip } from "../drawing/geometry";
import { cell } from "../drawing/noise";
import type { Sheet } from "../drawing/sheet";

/** The fringe and stripes of scarves and blankets. */

export const CREAM = "#efe4cf";

export function fringe(s: Sheet, from: Point, to: Point, seed: number) {
  const c = s.colour;
  const count = Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / 9.5);
  const threads = Array.from({ length: count + 1 }, (_, i) => {
    const [x, y] = [from[0] + ((to[0] - from[0]) * i) / count, from[1] + ((to[1] - from[1]) * i) / count];
    const e = (cell(i, seed, 3) - 0.5) * 22;
    const l = 56 + cell(i, seed, 1) * 24;
    return `M${format(x)} ${format(y - 4)}C${format(x + e * 0.2)} ${format(y + 24)} ${format(x + e)} ${format(y + 36)} ${format(x + e * 0.9)} ${format(y + l)}`;
  });
  const all = threads.join("");
  const stroke = (colour: string, width: number, extra = "") => `<path d="${all}" stroke="${colour}" stroke-width="${width}" ${extra}/>`;
  s.put(
    `<g fill="none" stroke-linecap="round">${stroke("#3b2a18", 8, 'opacity=".1" transform="translate(3 5)"')}${stroke("#3b2a18", 5, 'opacity=".2" transform="translate(3 5)"')}${stroke(c.dark, 6)}${stroke(c.base, 4.6)}${stroke(c.light, 3, 'stroke-dasharray="2 3.4" opacity=".45"')}</g>`,
  );
}

export const stripes = (l: Strip, bars: readonly (readonly [at: number, height: number])[], colour: string) =>
  bars.map(([u, h]) => `<path d="${band(l.across(u), l.across(u + h))}" fill="${colour}" opacity=".85"/>`).join("");
