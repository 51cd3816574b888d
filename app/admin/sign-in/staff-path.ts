/** The path to go to after the sign-in: a page of the back office, or its first one if the address names anything else. */
export function staffPath(next: string): string {
  return /^\/admin(?:[/?][\w\-./?=&%+:,~]*)?$/.test(next) && !next.startsWith("/admin/sign-in") ? next : "/admin";
}
