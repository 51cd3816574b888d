/** A page of the sandbox itself, in the shop's colours. `body` is HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)} · sandbox</title>
<style>${STYLES}</style>
</head>
<body>
<main>
<p class="note">Sandbox: no money moves</p>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

/** @param currency its ISO code, in upper or lower case */
export function formatMoney(cents: number, currency: string): string {
  const format = moneyFormats.get(currency) ?? new Intl.NumberFormat("en-IE", { style: "currency", currency });
  moneyFormats.set(currency, format);
  return format.format(cents / 100);
}

const STYLES = `
  * { box-sizing: border-box; }
  body { margin: 0; background: #f5f0e6; color: #1e1b16; font: 1rem/1.5 system-ui, sans-serif; }
  main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
  h1 { font: 400 2rem/1.2 Georgia, serif; margin: 0 0 1.5rem; }
  h2 { font: 400 1.4rem/1.2 Georgia, serif; margin: 2.5rem 0 0.75rem; }
  .note { color: #5e574c; font-size: 0.875rem; margin: 0 0 0.5rem; }
  a { color: #9c4421; }
  .actions { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  td button { min-height: 2rem; padding: 0.125rem 0.5rem; font-size: 0.875rem; }
  form { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
  label { display: grid; gap: 0.25rem; font-size: 0.875rem; }
  button, select, input { min-height: 2.75rem; padding: 0.375rem 0.75rem; font: inherit; border: 1px solid #5e574c; border-radius: 4px; background: #fffdf8; color: inherit; }
  button { background: #1e1b16; color: #fffdf8; border-color: #1e1b16; cursor: pointer; }
  button.quiet { background: #fffdf8; color: #1e1b16; border-color: #5e574c; }
  :focus-visible { outline: 2px solid #9c4421; outline-offset: 2px; }
  .scroll { overflow-x: auto; margin-top: 0.75rem; }
  table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
  th, td { text-align: left; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid #eae2d3; vertical-align: top; }
  th { font-weight: 500; color: #5e574c; }
`;
