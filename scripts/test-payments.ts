import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { beforeEnd, script } from "./shutdown";

// The model of payments for longer than in `npm test`: `npm run test:payments -- --sequences 10000 --seed 42`.
await script(async () => {
  const { values } = parseArgs({ options: { sequences: { type: "string", default: "2000" }, seed: { type: "string" } } });
  const child = spawn("node_modules/.bin/vitest", ["run", "tests/payment-model/model.test.ts"], {
    stdio: "inherit",
    detached: true,
    env: { ...process.env, PAYMENT_SEQUENCES: values.sequences, ...(values.seed && { PAYMENT_SEED: values.seed }) },
  });
  beforeEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
  });
  await once(child, "exit");
  return child.exitCode ?? 1;
});
