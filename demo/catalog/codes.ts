/** Made-up numbers that are always the same. */

/** The check digit of an EAN-13: the first twelve digits weighted 1, 3, 1, 3, … */
export function checkDigit(twelve: string): number {
  const sum = [...twelve].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** A barcode of the range that shops may use among themselves (it starts with 2). */
export function barcodeOf(productNumber: number, variantNumber: number): string {
  const twelve = `20${String(productNumber).padStart(6, "0")}${String(variantNumber).padStart(4, "0")}`;
  return `${twelve}${checkDigit(twelve)}`;
}

/** A number from 0 to 1 for a text (FNV-1a). */
export function shareOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}
