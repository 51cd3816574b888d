/** `Indigo, M`; empty where a product has no options. */
export function optionWords(options: readonly { value: string }[]): string {
  return options.map((option) => option.value).join(", ");
}
