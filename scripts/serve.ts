import type { ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { NEXT } from "./build";
import { startNode } from "./child";

type Server = { process: ChildProcess; address: string };

/** Serves the production build in `distDir` to this machine alone, and resolves when it answers. Throws if it ends instead. */
export async function serve(
  distDir: string,
  port: number,
  options: { log?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Server> {
  const child = startNode([NEXT, "start", "-H", "127.0.0.1", "-p", String(port)], {
    ...options,
    env: { NODE_ENV: "production", NEXT_DIST_DIR: distDir, ...options.env },
  });
  const address = `http://127.0.0.1:${port}`;
  await untilItAnswers(child, address, options.log);
  return { process: child, address };
}

/** Resolves when the address answers; throws if the child ends first or the time is up. */
export async function untilItAnswers(child: ChildProcess, address: string, log = "the output above", seconds = 60): Promise<void> {
  for (const until = Date.now() + seconds * 1000; Date.now() < until; ) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The server ended before it answered (${child.signalCode ?? child.exitCode}): see ${log}.`);
    }
    const answered = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(5000) }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await wait(100);
  }
  throw new Error(`The server does not answer at ${address}: see ${log}.`);
}
