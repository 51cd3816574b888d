import { create } from "qrcode";

/** A code as SVG path data on a grid of modules. */
export type DrawnCode = { width: number; height: number; path: string };

/** A QR code with error correction level M, as EPC069-12 requires. */
export function drawQrCode(payload: string): DrawnCode {
  const { data, size } = create(payload, { errorCorrectionLevel: "M" }).modules;
  return drawModules(Array.from(data, Boolean), size, 1);
}

/** Draws dark modules, row by row, as one rectangle per run; `rowHeight` is in modules. */
export function drawModules(dark: readonly boolean[], width: number, rowHeight: number): DrawnCode {
  const rectangles: string[] = [];
  for (let start = 0; start < dark.length; ) {
    const rowEnd = start - (start % width) + width;
    let end = start;
    while (end < rowEnd && dark[end] === dark[start]) end += 1;
    if (dark[start]) {
      const top = Math.floor(start / width) * rowHeight;
      rectangles.push(`M${start % width} ${top}h${end - start}v${rowHeight}h-${end - start}z`);
    }
    start = end;
  }
  return { width, height: (dark.length / width) * rowHeight, path: rectangles.join("") };
}
