/** The nonce of the document as it was loaded; pages that are gone to within it keep its policy. */
export function pageNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}
