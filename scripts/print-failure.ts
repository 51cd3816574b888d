import { UserError } from "@/lib/core/user-error";

const FULL = /ENOSPC|No space left on device|could not extend file|53100/;
const FORBIDDEN = /EACCES|EPERM|EROFS/;
const LOCKED = /55P03/;
const UNREACHABLE =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_(?:CLOSED|ENDED|DESTROYED)/;

/** One sentence for an error that the user can fix; undefined for a bug, which is printed with its stack. */
function userMessage(error: unknown): string | undefined {
  if (error instanceof UserError) return error.message;
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError && error.errors.length > 0) return userMessage(error.errors[0]);
  const words = `${"code" in error ? error.code : ""} ${error.message}`;
  if (FULL.test(words)) return "The disk is full: free some space (about 2 GB) and start again.";
  if (FORBIDDEN.test(words)) {
    const place = "path" in error && typeof error.path === "string" ? error.path : process.cwd();
    return `Earthman can't write to ${place}: give your user write permission for this folder, or clone into another one.`;
  }
  if (LOCKED.test(words)) return "Another program has locked a table of the database: wait until it has finished, then start again.";
  if (UNREACHABLE.test(words)) return "The database doesn't answer: check that it is running and that DATABASE_URL is right.";
  return error.cause === undefined ? undefined : userMessage(error.cause);
}

/** Prints why a script failed: one sentence or, for a bug, the whole error. */
export function printFailure(error: unknown): void {
  const sentence = userMessage(error);
  console.error(sentence === undefined ? error : `\n${sentence}`);
}
