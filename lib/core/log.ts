import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";
import { redact } from "./redact";

type Context = { requestId: string };
const shared: typeof globalThis & { earthmanContext?: AsyncLocalStorage<Context> } = globalThis;

/** Which request (or job) the running code belongs to. On globalThis, because a server bundles this file more than once. */
export const logContext = shared.earthmanContext ?? new AsyncLocalStorage<Context>();
shared.earthmanContext = logContext;

const LEVELS: readonly string[] = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

/** JSON lines; every line carries the request's id where there is one, and nothing secret or personal. */
export function createLog(level: string | undefined, destination?: pino.DestinationStream) {
  const options: pino.LoggerOptions = {
    level: level && LEVELS.includes(level) ? level : "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // Errors are described by redact().
    serializers: { err: (described) => described },
    mixin: () => ({ ...logContext.getStore() }),
    hooks: {
      logMethod(args, write) {
        const [first, ...rest] = args;
        const fields = first instanceof Error ? { err: first } : first;
        const redacted: unknown[] = [redact(fields), ...rest.map((item) => redact(item))];
        Reflect.apply(write, this, redacted);
      },
    },
  };
  const logger: Pick<pino.Logger, "debug" | "info" | "warn" | "error" | "fatal"> = destination ? pino(options, destination) : pino(options);
  return logger;
}

/** `log.warn({ job, err }, "what happened")`: figures in the object, a constant sentence as the message. */
export const log = createLog(process.env.LOG_LEVEL);
