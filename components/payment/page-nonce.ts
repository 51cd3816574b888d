/** The nonce of the document as loaded, because client-side navigation keeps the document's policy. */
export function pageNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}
