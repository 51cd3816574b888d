import { parseArgs } from "node:util";
import { UserError } from "@/lib/core/user-error";
import { startSandbox } from "@/sandbox/start-sandbox";
import { beforeEnd, script } from "./shutdown";

// The sandbox as a process of its own: `node scripts/run.mjs sandbox --port 4020 --file .data/sandbox.json`, with SITE_URL
// set. Its address is printed, and sent to the parent where one listens.
await script(async () => {
  const { values } = parseArgs({ options: { port: { type: "string", default: "0" }, file: { type: "string" } } });
  const shopUrl = process.env.SITE_URL;
  if (shopUrl === undefined) throw new UserError("SITE_URL should be the shop's address.");
  const sandbox = await startSandbox({ port: Number(values.port), shopUrl, file: values.file, processingMs: 10_000 });
  beforeEnd(sandbox.close);
  console.log(`The sandbox ${sandbox.url}`);
  process.send?.({ url: sandbox.url });
  return new Promise<never>(() => {}); // Until it is told to end.
});
