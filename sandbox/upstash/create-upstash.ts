import { createHash, randomUUID } from "node:crypto";
import RedisMock from "ioredis-mock";
import { z } from "zod";
import { json } from "../answers";
import { parseJson } from "../parse-json";
import type { Answer, ProviderModule, Route, SandboxRequest } from "../provider-module";

const TOKEN = "sandbox-upstash-token";
const BASE = "/upstash";

const commandSchema = z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).min(1);

export type UpstashSandbox = ProviderModule;

/**
 * Upstash's REST protocol (https://upstash.com/docs/redis/features/restapi) over a Redis in memory with Lua: one command as a
 * JSON array, or several by `/pipeline` and `/multi-exec`. It counts for rate limits, which nobody misses after a restart:
 * nothing is saved.
 */
export function createUpstash(): UpstashSandbox {
  // Instances of one address share their data.
  const open = () => new RedisMock({ host: randomUUID() });
  let redis = open();
  let scripts = new Map<string, string>();

  function remember(script: string): string {
    const hash = createHash("sha1").update(script).digest("hex");
    scripts.set(hash, script);
    return hash;
  }

  async function evaluate(script: string, rest: readonly string[]): Promise<unknown> {
    // The emulator knows no shebang; it only tells Redis which locks to take.
    const lua = script.replace(/^#![^\n]*\n/, "");
    return await redis.eval(lua, Number(rest[0]), ...rest.slice(1));
  }

  async function passOn(name: string, args: readonly string[]): Promise<unknown> {
    const [outcome] = (await redis.pipeline([[name.toLowerCase(), ...args]]).exec()) ?? [];
    if (!outcome) throw new Error("ERR no answer");
    if (outcome[0]) throw outcome[0];
    return outcome[1];
  }

  async function perform([name = "", ...args]: readonly string[]): Promise<unknown> {
    switch (name.toUpperCase()) {
      case "EVAL":
        remember(args[0] ?? "");
        return await evaluate(args[0] ?? "", args.slice(1));
      case "EVALSHA": {
        const script = scripts.get(args[0] ?? "");
        if (script === undefined) throw new Error("NOSCRIPT No matching script. Please use EVAL.");
        return await evaluate(script, args.slice(1));
      }
      case "SCRIPT":
        if (args[0]?.toUpperCase() !== "LOAD") throw new Error(`ERR the sandbox knows no SCRIPT ${args[0]}`);
        return remember(args[1] ?? "");
      default:
        return await passOn(name, args);
    }
  }

  async function run(command: readonly string[], encode: boolean): Promise<{ result: unknown } | { error: string }> {
    try {
      const result = await perform(command);
      return { result: encode ? encoded(result) : (result ?? null) };
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
    save: () => null,
    restore() {
      redis = open();
      scripts = new Map();
    },
  };
}

/** The variables of a shop whose rate limits count here. */
export function upstashEnvironment(url: string) {
  return { UPSTASH_REDIS_REST_URL: `${url}${BASE}`, UPSTASH_REDIS_REST_TOKEN: TOKEN };
}

/** Texts in base64, as the client asks for them. */
function encoded(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(encoded);
  if (typeof result === "string") return result === "OK" ? result : Buffer.from(result).toString("base64");
  return result ?? null;
}
