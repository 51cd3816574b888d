const AT_ONCE = 4;

/** Visits every page of the sitemap once, so no shopper has to wait for a first rendering. Returns the paths that failed. */
export async function warm(address: string, note: (text: string) => void): Promise<string[]> {
  const sitemap = await fetch(`${address}/sitemap.xml`);
  if (!sitemap.ok) return ["/sitemap.xml"];
  const paths = [...(await sitemap.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = ""]) => new URL(url).pathname);
  const failed: string[] = [];
  const queue = paths.values();
  let done = 0;
  const visit = async () => {
    for (const path of queue) {
      const page = await fetch(address + path);
      await page.arrayBuffer();
      if (!page.ok) failed.push(path);
      done += 1;
      note(`${done} of ${paths.length}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visit));
  return failed;
}
