import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { z } from "zod";
import { beforeEnd } from "./shutdown";

const FILE = ".data/sandbox-environment.json";

const schema = z.object({ url: z.string(), variables: z.record(z.string(), z.string()) });

/** Lets commands that run beside the demo find its sandbox, until this process ends. */
export async function announceSandbox(url: string, variables: Readonly<Record<string, string>>): Promise<void> {
  await writeFile(FILE, JSON.stringify({ url, variables }));
  beforeEnd(() => rm(FILE, { force: true }));
}

/** Uses the demo's sandbox if one is running, so the status describes the demo correctly. */
export async function useRunningSandbox(): Promise<void> {
  if (!existsSync(FILE)) return;
  const { url, variables } = schema.parse(JSON.parse(await readFile(FILE, "utf8")));
  const runs = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false, // Its demo was killed and could not remove the file.
  );
  if (runs) for (const [name, value] of Object.entries(variables)) process.env[name] ||= value;
}
