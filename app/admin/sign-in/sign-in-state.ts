/** What the page says and asks next. */
export type SignInState = {
  /** `factors`: what the second step may ask for, once the password was right; `path`: where to go. */
  step: { kind: "password" } | { kind: "done"; path: string } | { kind: "second"; authenticator: boolean; passkey: boolean };
  error: string | null;
};
