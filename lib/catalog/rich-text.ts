import sanitizeHtml from "sanitize-html";

/** More than any HTML needs: a paragraph inside a paragraph, as of nested blocks, is only parted when it is read again. */
const MAX_PASSES = 5;

/**
 * Brings HTML to the few elements that product pages style; scripts, styles, pictures and frames go with their content.
 * Sanitised HTML stays as it is.
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
