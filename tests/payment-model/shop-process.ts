import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { At } from "./shop";
import { reportSchema, type WorkerTask } from "./tasks";

/** The worker was killed before it answered, so the outcome of the task is unknown. */
export class ShopDied extends Error {}

/** The worker's code threw or its process ended by itself, which is a bug in any task. */
class ShopFailed extends Error {
  override name = "ShopFailed";
}

export type ShopProcess = {
  /** Throws `ShopDied` or `ShopFailed`. */
  call(task: WorkerTask, at: At): Promise<unknown>;
  /** Returns the steps at which it was killed since the last call. */
  takeDeaths(): readonly string[];
  end(): Promise<void>;
};

type Life = { child: ChildProcess; ready: Promise<void>; call: ShopProcess["call"] };

/** Keeps one worker running and a second one ready, so a killed one is replaced at once. */
export function startShopProcess(file: string, environment: NodeJS.ProcessEnv): ShopProcess {
  let deaths: string[] = [];
  let current = launch();
  let spare = launch();

  function launch(): Life {
    const child = fork(file, [], { env: environment, stdio: ["ignore", "pipe", "pipe", "ipc"], execArgv: [] });
    const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
    let printed = "";
    let complaint = "";
    let tasks = 0;
    child.stdout?.on("data", (data) => {
      printed += data;
    });
    child.stderr?.on("data", (data) => {
      complaint += data;
    });
    const ready = new Promise<void>((resolve, reject) => {
      child.on("message", (message) => {
        const report = reportSchema.parse(message);
        if ("ready" in report) return resolve();
        const task = waiting.get(report.id);
        waiting.delete(report.id);
        if ("error" in report) task?.reject(new ShopFailed(report.error));
        else task?.resolve(report.value);
      });
      child.once("close", (_code, signal) => {
        const killed = signal === "SIGKILL";
        const error = killed ? new ShopDied(printed) : new ShopFailed(`the worker ended: ${complaint}`);
        if (killed) deaths.push(printed);
        if (killed && current.child === child) [current, spare] = [spare, launch()];
        reject(error);
        for (const task of waiting.values()) task.reject(error);
      });
    });
    ready.catch(() => {}); // The next call throws this error.
    const call: Life["call"] = (task, at) =>
      new Promise((resolve, reject) => {
        tasks += 1;
        waiting.set(tasks, { resolve, reject });
        child.send({ id: tasks, ...at, task }, (error) => {
          if (error) reject(new ShopDied());
        });
      });
    return { child, ready, call };
  }

  return {
    async call(task, at) {
      const { ready, call } = current;
      await ready;
      return await call(task, at);
    },
    takeDeaths() {
      const taken = deaths;
      deaths = [];
      return taken;
    },
    async end() {
      for (const { child } of [current, spare]) {
        const closed = once(child, "close");
        child.kill("SIGTERM");
        await closed;
      }
    },
  };
}
