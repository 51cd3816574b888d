import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeEnd } from "./shutdown";

type Options = {
  /** How long it may take to end after SIGTERM; a process with its own children needs more. */ patienceMs?: number;
  env?: Readonly<Record<string, string>>;
  log?: string;
};

/** Starts a Node program that never outlives this process. Its output goes to `log`, or to the terminal without one. */
export function startNode(args: readonly string[], { env, log, patienceMs }: Options = {}): ChildProcess {
  const output = log === undefined ? "inherit" : openLog(log);
  const child = spawn(process.execPath, ["scripts/exit-with-parent.mjs", ...args], {
    // A separate process group: Ctrl-C reaches only this process, which then ends the child in order.
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
    env: { ...process.env, ...env },
  });
  beforeEnd(() => stopChild(child, patienceMs));
  return child;
}

function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  return openSync(file, "w");
}

/** Ends a child with SIGTERM, then with SIGKILL if it takes too long. */
export async function stopChild(child: ChildProcess, patienceMs = 5000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const forceKill = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  await ended;
  clearTimeout(forceKill);
}

/** Runs a Node program to its end. If it fails, throws an error with the last part of its output. */
export async function runNode(args: readonly string[], options: Options & { log: string }): Promise<void> {
  const child = startNode(args, options);
  await once(child, "exit");
  if (child.exitCode === 0) return;
  const output = await readFile(options.log, "utf8");
  throw new Error(`${args.join(" ")} failed (${child.signalCode ?? child.exitCode}):\n${output.slice(-4000)}`);
}

/** Runs a tool from node_modules in the terminal to its end; returns its exit code. */
export async function runTool(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const child = spawn(`node_modules/.bin/${name}`, args, { stdio: "inherit", detached: true, env: { ...process.env, ...env } });
  // Tools with their own servers and browsers need a while to end them.
  beforeEnd(() => stopChild(child, 20_000));
  await once(child, "exit");
  return child.exitCode ?? 1;
}
