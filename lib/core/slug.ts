/** Letters that Unicode does not take apart into a base letter and an accent. */
const PLAIN: Readonly<Record<string, string>> = { đ: "d", ð: "d", ß: "ss", ł: "l", ø: "o", æ: "ae", œ: "oe", þ: "th", ı: "i" };

/** `Žumberački šal` becomes `zumberacki-sal`: what an address may hold. Empty where nothing of the text can be kept. */
export function slugify(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[đðßłøæœþı]/g, (letter) => PLAIN[letter] ?? "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
