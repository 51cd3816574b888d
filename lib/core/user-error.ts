/** A failure that the user of a command can fix; only its message is printed, without a stack. */
export class UserError extends Error {}
