import { createHash } from "node:crypto";
import { localePath } from "@/lib/core/locale-path";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@/lib/core/locales";
import { SHOP_NAME } from "@/lib/core/shop-name";
import { translator } from "@/messages/translator";
import { RETRY_AFTER_SECONDS } from "./http";

// Written by hand, because a page of Next's sends its head before it finds the database out of reach. The colours are theme.css's.
const STYLE = `*{box-sizing:border-box}body{margin:0;background:#f5f0e6;color:#1e1b16;font:1rem/1.55 system-ui,sans-serif}
main{max-width:40rem;min-height:100vh;margin:0 auto;padding:6rem 1.25rem;display:grid;gap:1.25rem;align-content:start;justify-items:start}
h1,.name{font-family:Georgia,serif;font-weight:400;letter-spacing:-.02em;line-height:1.12;margin:0}h1{font-size:2.074rem}.name{font-size:1.728rem}
p{margin:0;color:#5e574c}a{color:inherit;min-height:2.75rem;display:inline-flex;align-items:center}.name{text-decoration:none}
a:focus-visible{outline:2px solid #9c4421;outline-offset:3px}`;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page for a request that would find the database out of reach: a 503 in the shop's look and the language of its path. */
export function unavailablePage(path: string): Response {
  const t = translator(localeOf(path), "errors.unavailable");
  return retryPage(path, 503, RETRY_AFTER_SECONDS, { title: t("title"), text: t("text") });
}

/** The page for a request over its limit: a 429 in the same look. */
export function tooManyPage(path: string, seconds: number): Response {
  const t = translator(localeOf(path), "errors.tooMany");
  return retryPage(path, 429, seconds, { title: t("title"), text: t("text", { seconds }) });
}

/**
 * The page for an address that only the proxy knows to be missing: a 404 in the same look. A rewrite to another page would not
 * do, because Next sends the request over the network if the server listens on an address that it calls by another name.
 */
export function missingPage(path: string): Response {
  const locale = localeOf(path);
  const t = translator(locale, "errors.missing");
  return plainPage(locale, 404, { title: t("title"), text: t("text"), link: { address: localePath(locale, "/"), words: t("home") } });
}

const localeOf = (path: string) => LOCALES.find((each) => path.split("/")[1] === each) ?? DEFAULT_LOCALE;

function retryPage(path: string, status: number, retryAfterSeconds: number, said: { title: string; text: string }): Response {
  const locale = localeOf(path);
  const link = { address: "", words: translator(locale, "errors.unavailable")("retry") };
  return plainPage(locale, status, { ...said, link }, { "Retry-After": String(retryAfterSeconds) });
}

type Said = { title: string; text: string; link: { address: string; words: string } };

/** A page that needs nothing but its own text. */
export function plainPage(
  locale: Locale,
  status: number,
  { title, text, link }: Said,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const html = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${escapeHtml(title)} · ${SHOP_NAME}</title><style>${STYLE}</style>
<main><a class="name" href="/">${SHOP_NAME}</a><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>
<a href="${link.address}">${escapeHtml(link.words)}</a></main></html>`;
  return new Response(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": POLICY,
      "Cache-Control": "private, no-store",
      ...headers,
    },
  });
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
