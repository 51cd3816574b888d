/**
 * The shop as a process of its own for the payment model. It runs any number of tasks at once, and on request dies by SIGKILL
 * at a step: a statement about to be sent, a call about to be made or just answered, or a task about to be answered.
 */
import { writeSync } from "node:fs";
import { openShop } from "./shop";
import { type Death, type Report, taskMessageSchema } from "./tasks";

let death: Death | null = null;

const shop = openShop((name) => {
  if (death === null || (death.step !== "any" && death.step !== name)) return;
  death.nth -= 1;
  if (death.nth > 0) return;
  writeSync(1, name);
  process.kill(process.pid, "SIGKILL");
});

function report(message: Report): void {
  process.send?.(message);
}

process.on("message", async (message) => {
  const { id, now, patienceMs, task } = taskMessageSchema.parse(message);
  if (task.do === "arm") {
    death = task.dieAt;
    return report({ id, value: null });
  }
  try {
    report({ id, value: await shop.call(task, { now: new Date(now), patienceMs }) });
  } catch (error) {
    report({ id, error: error instanceof Error ? `${error.stack} ${error.cause ?? ""}` : String(error) });
  }
});
process.on("disconnect", () => process.exit());

report({ ready: true });
