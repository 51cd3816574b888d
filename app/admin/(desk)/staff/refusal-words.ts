/** What the wrapper of actions, or one of these pages' commands, may refuse. */
const WORDS = {
  signed_out: "Your session has ended. Sign in again in another tab, then go on here: nothing you typed is lost.",
  forbidden: "Your role may not do this.",
  verify_again: "Nothing was changed, because you were not verified.",
  rate_limited: "That was too much at once. Wait a minute.",
  malformed: "Check what you typed.",
  unknown: "This was changed or removed meanwhile. Load the page again.",
  not_held: "Nobody can give or take rights that they don’t have.",
  last_owner: "This is the last owner. Make somebody else an owner first.",
  exists: "Somebody has an account or a new invitation with this email.",
  too_many: "There are too many already. Remove one first.",
  not_accepted: "The passkey was not accepted, or it took more than five minutes. Try again.",
  wrong: "That is wrong. Try again.",
  locked: "Too many tries. Wait a few minutes, then try again.",
} as const;

export type RefusalCode = keyof typeof WORDS;

/** Says why nothing was changed, and what to do next; null if it was. */
export function refusalOf(answer: { ok: true } | { ok: false; error: RefusalCode }): string | null {
  return answer.ok ? null : WORDS[answer.error];
}
