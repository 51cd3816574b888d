import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { UserError } from "@/lib/core/user-error";
import { startSandbox } from "@/sandbox/start-sandbox";
import { beforeEnd, script } from "./shutdown";

// Limits garbage to 20 MB, where V8 would let it grow to 100 before collecting it: the sandbox does little and shares its machine.
for (const flag of ["--optimize-for-size", "--semi-space-growth-factor=1"]) setFlagsFromString(flag);

// The sandbox as its own process: `node scripts/run.mjs sandbox --port 4020 --file .data/sandbox.json`, with SITE_URL set.
// It prints its address, and sends it to its parent process, if that is listening.
await script(async () => {
  const { values } = parseArgs({ options: { port: { type: "string", default: "0" }, file: { type: "string" } } });
  const shopUrl = process.env.SITE_URL;
  if (shopUrl === undefined) throw new UserError("SITE_URL should be the shop's address.");
  const sandbox = await startSandbox({ port: Number(values.port), shopUrl, file: values.file, processingMs: 10_000 });
  beforeEnd(sandbox.close);
  console.log(`The sandbox ${sandbox.url}`);
  process.send?.({ url: sandbox.url });
  return new Promise<never>(() => {}); // Runs until a signal ends it.
});
