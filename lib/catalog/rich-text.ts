import sanitizeHtml from "sanitize-html";

/**
 * Brings HTML to the few elements that product pages style; scripts, styles, pictures and frames go with their content.
 * Sanitised HTML stays as it is.
 */
export function sanitiseRichText(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: ["p", "ul", "ol", "li", "strong", "em", "br", "h3", "h4", "a", "blockquote"],
    allowedAttributes: { a: ["href"] },
    allowedSchemes: ["http", "https", "mailto"],
    allowProtocolRelative: false,
    transformTags: { b: "strong", i: "em", h1: "h3", h2: "h3", h5: "h4", h6: "h4", div: "p" },
    exclusiveFilter: ({ tag, text, mediaChildren }) => tag !== "br" && text.trim() === "" && mediaChildren.length === 0,
  }).trim();
}
