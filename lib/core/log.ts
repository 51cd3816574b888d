import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";
import { redact } from "./redact";

type Context = { requestId: string };
const shared: typeof globalThis & { earthmanContext?: AsyncLocalStorage<Context> } = globalThis;

/** The request or job that the running code belongs to. It is on globalThis because a server bundles this file more than once. */
export const logContext = shared.earthmanContext ?? new AsyncLocalStorage<Context>();
shared.earthmanContext = logContext;

const LEVELS: readonly string[] = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

/** Creates a log of JSON lines, each with the request's id if there is one, and without secrets or personal data. */
export function createLog(level: string | undefined, destination?: pino.DestinationStream) {
  const options: pino.LoggerOptions = {
    level: level && LEVELS.includes(level) ? level : "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // redact() has already turned errors into plain objects.
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

/** Use it as `log.warn({ job, err }, "a job failed")`, with the data in the object and a constant sentence as the message. */
export const log = createLog(process.env.LOG_LEVEL);
