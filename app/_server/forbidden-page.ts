import { plainPage } from "./plain-page";

/** The answer to a member of staff whose role has no right to a page. */
export function forbiddenPage(): Response {
  return plainPage("en", 403, {
    title: "This page is not part of your role",
    text: "An owner can change what your role is, at Staff in the back office.",
    link: { address: "/admin", words: "Back to today" },
  });
}
