import { chromium } from "@playwright/test";
const [base, out, ...paths] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"] });
for (const w of [1280, 390]) { const p = await b.newPage({ viewport: { width: w, height: w === 390 ? 844 : 900 }, deviceScaleFactor: 1 });
 for (const path of paths) { await p.goto(base + path, { waitUntil: "networkidle", timeout: 60000 }); await p.evaluate(async () => { for (let y = 0; y < document.body.scrollHeight; y += 600) { scrollTo(0, y); await new Promise(r => setTimeout(r, 60)); } scrollTo(0, 0); await Promise.all([...document.images].map(i => i.decode().catch(() => {}))); }); await p.screenshot({ path: `${out}/${path.replaceAll(/[^a-z0-9]+/gi, "-") || "home"}-${w}.png`, fullPage: true }); } }
await b.close();
