/** `Indigo, M`; empty for a product without options. */
export function optionWords(options: readonly { value: string }[]): string {
  return options.map((option) => option.value).join(", ");
}
