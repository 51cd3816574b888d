import sanitizeHtml from "sanitize-html";

/** More passes than any HTML needs; paragraphs inside paragraphs, as from nested blocks, are only split in another pass. */
const MAX_PASSES = 5;

/**
 * Reduces HTML to the few elements that product pages style, and removes scripts, styles, pictures and frames with their
 * content. Leaves sanitised HTML unchanged.
 */
export function sanitiseRichText(html: string): string {
  let clean = sanitiseOnce(html);
  for (let pass = 1; pass < MAX_PASSES; pass += 1) {
    const next = sanitiseOnce(clean);
    if (next === clean) break;
    clean = next;
  }
  return clean;
}

function sanitiseOnce(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: ["p", "ul", "ol", "li", "strong", "em", "br", "h3", "h4", "a", "blockquote"],
    allowedAttributes: { a: ["href"] },
    allowedSchemes: ["http", "https", "mailto"],
    allowProtocolRelative: false,
    transformTags: { b: "strong", i: "em", h1: "h3", h2: "h3", h5: "h4", h6: "h4", div: "p" },
    exclusiveFilter: ({ tag, text, mediaChildren }) => tag !== "br" && text.trim() === "" && mediaChildren.length === 0,
  }).trim();
}
