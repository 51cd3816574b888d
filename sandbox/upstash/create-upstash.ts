import { createHash, randomUUID } from "node:crypto";
import type RedisMock from "ioredis-mock";
import { z } from "zod";
import { type Answer, json, parseJson, type Route, type SandboxRequest } from "../base/http";
import type { ProviderModule } from "../base/provider-module";

const TOKEN = "sandbox-upstash-token";
const BASE = "/upstash";

/** Beyond this number the least recently used keys are discarded, as in a full Redis. */
const MAX_KEYS = 10_000;

const commandSchema = z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).min(1);

type Redis = InstanceType<typeof RedisMock>;

/**
 * Upstash's REST protocol (https://upstash.com/docs/redis/features/restapi) in front of a Redis in memory with Lua: one command as a
 * JSON array, or several through `/pipeline` and `/multi-exec`. It counts only for rate limits, which a restart may reset, so nothing
 * is saved.
 */
export function createUpstash(): ProviderModule {
  let opened: Promise<Redis> | undefined;
  const scripts = new Map<string, string>();
  /** The least recently used first. */
  const keys = new Set<string>();

  /** Loads the emulator for the first command only: with its Lua it takes 20 MB, and few shops on the sandbox use Upstash. */
  async function openRedis(): Promise<Redis> {
    const { default: RedisMock } = await import("ioredis-mock");
    // Instances with the same address would share their data.
    return new RedisMock({ host: randomUUID() });
  }

  async function markUsed(redis: Redis, used: readonly string[]): Promise<void> {
    for (const key of used) {
      keys.delete(key);
      keys.add(key);
    }
    for (const key of keys) {
      if (keys.size <= MAX_KEYS) return;
      keys.delete(key);
      await redis.del(key);
    }
  }

  function remember(script: string): string {
    const hash = createHash("sha1").update(script).digest("hex");
    scripts.set(hash, script);
    return hash;
  }

  async function evaluate(redis: Redis, script: string, [keyCount, ...rest]: readonly string[]): Promise<unknown> {
    // The emulator doesn't support the shebang, which would only declare to Redis what to lock.
    const lua = script.replace(/^#![^\n]*\n/, "");
    await markUsed(redis, rest.slice(0, Number(keyCount)));
    return await redis.eval(lua, Number(keyCount), ...rest);
  }

  async function execute(redis: Redis, name: string, args: readonly string[]): Promise<unknown> {
    await markUsed(redis, args.slice(0, 1));
    const [outcome] = (await redis.pipeline([[name.toLowerCase(), ...args]]).exec()) ?? [];
    if (!outcome) throw new Error("ERR no answer");
    if (outcome[0]) throw outcome[0];
    return outcome[1];
  }

  async function perform([name = "", ...args]: readonly string[]): Promise<unknown> {
    opened ??= openRedis();
    const redis = await opened;
    switch (name.toUpperCase()) {
      case "EVAL":
        remember(args[0] ?? "");
        return await evaluate(redis, args[0] ?? "", args.slice(1));
      case "EVALSHA": {
        const script = scripts.get(args[0] ?? "");
        if (script === undefined) throw new Error("NOSCRIPT No matching script. Please use EVAL.");
        return await evaluate(redis, script, args.slice(1));
      }
      case "SCRIPT":
        if (args[0]?.toUpperCase() !== "LOAD") throw new Error(`ERR the sandbox knows no SCRIPT ${args[0]}`);
        return remember(args[1] ?? "");
      default:
        return await execute(redis, name, args);
    }
  }

  async function run(command: readonly string[], encode: boolean): Promise<{ result: unknown } | { error: string }> {
    try {
      const result = await perform(command);
      return { result: encode ? toBase64(result) : (result ?? null) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  const route = (path: string, operation: string, answer: (body: unknown, encode: boolean) => Promise<Answer>): Route => ({
    method: "POST",
    path,
    operation,
    caller: "shop",
    async answer({ headers, body }: SandboxRequest) {
      if (headers.authorization !== `Bearer ${TOKEN}`) return json(401, { error: "WRONGPASS invalid or missing auth token" });
      return await answer(parseJson(body), headers["upstash-encoding"] === "base64");
    },
  });

  const single = route(BASE, "command", async (body, encode) => {
    const command = commandSchema.safeParse(body);
    if (!command.success) return json(400, { error: "ERR failed to parse command" });
    const outcome = await run(command.data, encode);
    return json("error" in outcome ? 400 : 200, outcome);
  });

  const several = (path: string) =>
    route(`${BASE}/${path}`, path, async (body, encode) => {
      const commands = z.array(commandSchema).safeParse(body);
      if (!commands.success) return json(400, { error: "ERR failed to parse pipeline request" });
      const outcomes = [];
      for (const command of commands.data) outcomes.push(await run(command, encode));
      return json(200, outcomes);
    });

  return {
    name: "upstash",
    routes: [single, several("pipeline"), several("multi-exec")],
    serverError: () => json(500, { error: "ERR internal server error" }),
    reset() {
      opened = undefined;
      scripts.clear();
      keys.clear();
    },
  };
}

/** The variables of a shop whose rate limits are counted here. */
export function upstashEnvironment(url: string) {
  return { UPSTASH_REDIS_REST_URL: `${url}${BASE}`, UPSTASH_REDIS_REST_TOKEN: TOKEN };
}

/** Encodes strings in base64, if the client requests it. */
function toBase64(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(toBase64);
  if (typeof result === "string") return result === "OK" ? result : Buffer.from(result).toString("base64");
  return result ?? null;
}
