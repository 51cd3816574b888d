const ADMIN_PATH = /^\/admin(?:[/?][\w\-./?=&%+:,~]*)?$/;

/** The path to go to after the sign-in: a page of the back office, or its first one if the address names anything else. */
export function staffPath(next: string): string {
  if (!ADMIN_PATH.test(next)) return "/admin";
  // Browsers resolve dots in a path, also escaped ones, before they ask for it.
  const { pathname, search } = new URL(next, "https://shop.example");
  return ADMIN_PATH.test(pathname) && !pathname.startsWith("/admin/sign-in") ? pathname + search : "/admin";
}
