const names = new Intl.DisplayNames("en", { type: "region" });

/** `HR` → `Croatia`; a code that is none stands for itself. */
export function countryName(code: string): string {
  return names.of(code) ?? code;
}
