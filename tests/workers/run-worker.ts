import { fork } from "node:child_process";
import type { z } from "zod";

/** Runs a bundled worker to its end with one task; returns its answer, or the step at which it was killed. */
export async function runWorker<T>(
  file: string,
  task: object,
  answer: z.ZodType<T>,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ diedAt: string; answer: null } | { diedAt: null; answer: T }> {
  const child = fork(file, [], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, ...environment },
  });
  let printed = "";
  let complaint = "";
  child.stdout?.on("data", (data) => {
    printed += data;
  });
  child.stderr?.on("data", (data) => {
    complaint += data;
  });
  let answered: unknown;
  child.once("message", (message) => {
    answered = message;
  });
  child.send(task);
  const signal = await new Promise((resolve) => child.once("close", (_code, reason) => resolve(reason)));
  if (signal === "SIGKILL") return { diedAt: printed, answer: null };
  if (answered === undefined) throw new Error(complaint);
  return { diedAt: null, answer: answer.parse(answered) };
}
