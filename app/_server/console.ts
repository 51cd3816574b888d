import { log } from "@/lib/core/log";

/**
 * Next prints failed requests to the console, whole: with the values of a failed statement, which may be an address or an
 * e-mail. From here on what is printed goes through the log and its redaction; failed requests onRequestError has logged.
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
