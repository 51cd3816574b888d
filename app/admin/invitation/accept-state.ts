/** `fields`: what is wrong with a field, by its name; `isDone`: the account is made and signed in. */
export type AcceptState = { isDone: boolean; error: string | null; fields: Readonly<Record<string, string>> };
