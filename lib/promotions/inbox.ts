/**
 * Returns the inbox that an address delivers to, in lower case: without a `+tag`, and at Gmail without dots. Only for comparing
 * addresses; mail goes to the address as it was given.
 */
export function inboxOf(email: string): string {
  const at = email.lastIndexOf("@");
  const name = email
    .slice(0, at)
    .toLowerCase()
    .replace(/^([^+]+)\+.*$/s, "$1");
  const domain = email.slice(at + 1).toLowerCase();
  return domain === "gmail.com" || domain === "googlemail.com" ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${domain}`;
}
