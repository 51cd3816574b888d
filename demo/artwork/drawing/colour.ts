/** Colours in OKLab, so every tint of a fabric has the same hue. */

type Lab = readonly [lightness: number, a: number, b: number];
export type Rgb = readonly [red: number, green: number, blue: number];

/** The tints with which a fabric is drawn, all derived from its colour. */
export type Shades = {
  readonly base: string;
  readonly lightness: number;
  readonly dark: string;
  readonly deep: string;
  readonly soft: string;
  readonly light: string;
  readonly glow: string;
  readonly inside: string;
};

const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const toGamma = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

export function toRgb(hex: string): Rgb {
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function toLab(hex: string): Lab {
  const [red, green, blue] = toRgb(hex);
  const [r, g, b] = [toLinear(red / 255), toLinear(green / 255), toLinear(blue / 255)];
  const l = Math.cbrt(0.4122 * r + 0.5363 * g + 0.0514 * b);
  const m = Math.cbrt(0.2119 * r + 0.6807 * g + 0.1074 * b);
  const s = Math.cbrt(0.0883 * r + 0.2817 * g + 0.63 * b);
  return [0.2105 * l + 0.7936 * m - 0.0041 * s, 1.978 * l - 2.4286 * m + 0.4506 * s, 0.0259 * l + 0.7828 * m - 0.8087 * s];
}

function toHex([lightness, a, b]: Lab): string {
  const l = (lightness + 0.3963 * a + 0.2158 * b) ** 3;
  const m = (lightness - 0.1056 * a - 0.0639 * b) ** 3;
  const s = (lightness - 0.0895 * a - 1.2915 * b) ** 3;
  const linear = [4.0767 * l - 3.3077 * m + 0.231 * s, -1.2684 * l + 2.6098 * m - 0.3413 * s, -0.0042 * l - 0.7034 * m + 1.7076 * s];
  const channels = linear.map((c) => Math.round(255 * Math.min(1, Math.max(0, toGamma(Math.max(0, c))))));
  return `#${channels.map((c) => c.toString(16).padStart(2, "0")).join("")}`;
}

const known = new Map<string, Shades>();

export function shades(hex: string): Shades {
  const found = known.get(hex);
  if (found) return found;
  const [lightness, a, b] = toLab(hex);
  const at = (wanted: number, saturation = 1) => {
    const l = Math.min(0.995, Math.max(0.03, wanted));
    // shadows of pale fabric would turn grey without some of its warmth
    const warmth = lightness > 0.8 && l < lightness ? 1.5 : 1;
    const k = saturation * warmth * Math.min(1.05, (l / lightness) ** 0.8);
    return toHex([l, a * k, b * k]);
  };
  const made: Shades = {
    base: hex,
    lightness,
    dark: at(lightness * 0.55, 0.98),
    deep: at(lightness * 0.33, 0.95),
    soft: at(lightness * 0.85),
    light: at(lightness + (1 - lightness) * 0.4 + 0.05, 0.78),
    glow: at(lightness + (1 - lightness) * 0.7, 0.5),
    inside: at(lightness * 0.77),
  };
  known.set(hex, made);
  return made;
}
