export type PaletteEntry = { label: string; href: string; detail?: string };

/** Asks the shop what fits a text of at least two characters. */
export async function findEntries(text: string): Promise<PaletteEntry[]> {
  const answer = await fetch(`/api/admin/search?q=${encodeURIComponent(text)}`);
  return answer.ok ? (await answer.json()).entries : [];
}
