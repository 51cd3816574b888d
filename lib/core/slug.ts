/** Letters that Unicode does not decompose into a base letter and an accent. */
const PLAIN: Readonly<Record<string, string>> = { đ: "d", ð: "d", ß: "ss", ł: "l", ø: "o", æ: "ae", œ: "oe", þ: "th", ı: "i" };

/** Turns `Žumberački šal` into `zumberacki-sal`, for use in an address. Returns an empty text if no character is usable. */
export function slugify(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[đðßłøæœþı]/g, (letter) => PLAIN[letter] ?? "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Whether a text can be the slug of a product, category or collection; others need no query. */
export function isSlug(text: string): boolean {
  return text.length <= 200 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}
