/** A message as a page shows it, whatever stands for its placeholders and plurals. */
export function shown(message: string): RegExp {
  const parts = message.split(/\{(?:[^{}]|\{[^{}]*\})*\}|<[^>]*>/);
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*"));
}
