import { log } from "@/lib/core/log";

/**
 * Redirects the console to the log and its redaction, because Next prints failed requests with the values of a failed
 * statement, which may be an address or an e-mail. Leaves out failed requests, which onRequestError logs.
 */
export function printThroughLog(): void {
  Object.assign(console, { error: printer("error"), warn: printer("warn") });
}

function printer(level: "error" | "warn") {
  return (...printed: unknown[]) => {
    const err = printed.find((part) => part instanceof Error);
    if (err && "digest" in err) return;
    const words = printed.filter((part) => typeof part === "string");
    log[level]({ ...(err ? { err } : {}), printed: words.join(" ") }, "printed to the console");
  };
}
