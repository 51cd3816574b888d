/** Matches a message as shown on a page, with any text for its placeholders and plurals. */
export function shown(message: string): RegExp {
  const parts = message.split(/\{(?:[^{}]|\{[^{}]*\})*\}|<[^>]*>/);
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*"));
}
