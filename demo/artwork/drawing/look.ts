import type { Sheet } from "./sheet";

/** The differences between garments of the same cut. Lengths in units of the drawing board. */
export type Look = {
  /** Added to the length of the body, the legs or the skirt. */
  readonly length?: number;
  /** Added to each side of the body. */
  readonly width?: number;
  readonly neck?: "crew" | "vee" | "henley" | "roll" | "boat" | "half-zip";
  readonly collar?: "point" | "band" | "camp" | "chelsea";
  readonly sleeves?: "long" | "short" | "none";
  readonly pockets?: "none" | "one" | "flap" | "patch" | "kangaroo" | "slant" | "cargo";
  readonly closure?: "buttons" | "zip" | "none";
  /** Legs: how far the hem deviates from straight, inwards or outwards. */
  readonly leg?: number;
  readonly waist?: "band" | "drawstring" | "pleats";
  readonly yoke?: boolean;
  readonly belt?: boolean;
  readonly hood?: boolean;
  readonly contrast?: string;
  readonly cables?: boolean;
  readonly turnUp?: boolean;
  readonly pompom?: boolean;
  readonly wide?: boolean;
};

export type View = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

export type Cut = {
  draw(sheet: Sheet, look: Look): void;
  /** The detail shown by the product's second picture, at 4:5. */
  detail(look: Look): View;
};

export const view = (left: number, top: number, width: number): View => ({ left, top, width, height: width * 1.25 });
