/** `HR12 1001 0051 8630 0016 0`, the form people read. */
export function groupIban(iban: string): string {
  return iban.replaceAll(" ", "").replace(/(.{4})(?=.)/g, "$1 ");
}
