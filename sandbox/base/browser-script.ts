import { build } from "esbuild";
import type { Answer } from "./http";

/** Serves a browser script as one file, bundled from its TypeScript modules at the first request. */
export function browserScript(entryPoint: string): () => Promise<Answer> {
  let bundle: Promise<string> | undefined;
  return async () => {
    bundle ??= bundleScript(entryPoint);
    return { status: 200, headers: { "content-type": "text/javascript; charset=utf-8" }, body: await bundle };
  };
}

async function bundleScript(entryPoint: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    format: "iife",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
