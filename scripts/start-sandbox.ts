import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { z } from "zod";
import { sandboxEnvironment } from "@/sandbox/start-sandbox";
import { startNode } from "./child";
import { announceSandbox } from "./running-sandbox";

/** The variables that identify an account at a provider; the others are addresses. */
const KEYS = /_(KEY|SECRET|TOKEN|ID)$/;
const PROVIDERS = ["STRIPE_", "PAYPAL_", "RESEND_", "UPSTASH_"];

/**
 * Starts the sandbox for every provider without keys in the environment, as a process that ends with this one. Puts its
 * variables into the environment, except those already set; `file` stores its state. Returns its address.
 */
export async function startSandbox(options: { log: string; file?: string }): Promise<string> {
  await mkdir(".data", { recursive: true });
  const file = options.file === undefined ? [] : ["--file", options.file];
  const child = startNode(["scripts/run.mjs", "sandbox", ...file], { log: options.log });
  const ended = once(child, "exit").then(() => {
    throw new Error(`The sandbox ended before it was ready: see ${options.log}.`);
  });
  const [message] = await Promise.race([once(child, "message"), ended]);
  const { url } = z.object({ url: z.string() }).parse(message);
  const isSet = (name: string) => Boolean(process.env[name]);
  const own = PROVIDERS.filter((prefix) =>
    Object.keys(process.env).some((name) => name.startsWith(prefix) && KEYS.test(name) && isSet(name)),
  );
  if (isSet("SMTP_URL")) own.push("RESEND_");
  const variables = Object.fromEntries(
    Object.entries(sandboxEnvironment(url)).filter(([name]) => !isSet(name) && !own.some((prefix) => name.startsWith(prefix))),
  );
  Object.assign(process.env, variables);
  if (options.file !== undefined) await announceSandbox(url, variables);
  return url;
}
