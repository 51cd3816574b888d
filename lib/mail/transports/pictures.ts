import { toBuffer } from "qrcode";

/** A picture embedded in a mail, whose HTML shows it as `cid:NAME`. */
export type Picture = { name: string; type: "image/png"; base64: string };

/** Draws the QR code of a transfer as PNG, because mail programs don't show SVG. The same text gives the same bytes. */
export async function drawTransferCode(payload: string): Promise<Picture> {
  const png = await toBuffer(payload, { type: "png", errorCorrectionLevel: "M", margin: 4, scale: 6 });
  return { name: "sepa-qr", type: "image/png", base64: png.toString("base64") };
}

/** Returns a mail's HTML with its pictures inline, for a browser. */
export function showPictures({ html, pictures }: { html: string; pictures: readonly Picture[] }): string {
  return pictures.reduce((shown, { name, type, base64 }) => shown.replaceAll(`cid:${name}`, `data:${type};base64,${base64}`), html);
}
