/** A failure that whoever runs a command can mend: printed as its message alone, without a stack. */
export class UserError extends Error {}
