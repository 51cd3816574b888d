// Bundles the commands that a server needs, each into one file beside the build, where they run without tsx and the other packages
// of development and the demo. The second half of `npm run build`; plain JavaScript, because Node runs it directly.
import { readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { BUNDLED_COMMANDS, bundlesFolder } from "./commands.mjs";

const root = path.resolve(import.meta.dirname, "..");
const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: BUNDLED_COMMANDS.map((name) => `scripts/${name}.ts`),
  outdir: bundlesFolder(),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  jsx: "automatic",
  target: "node20",
  packages: "external",
  metafile: true,
  logLevel: "warning",
});

// Packages missing from a server's node_modules must not be imported, even indirectly.
const installed = new Set(Object.keys(dependencies));
const missing = Object.values(metafile.outputs)
  .flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path: name }) => name))
  .filter((name) => !name.startsWith("node:") && !installed.has(/^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? ""));
if (missing.length > 0) {
  console.error(`The commands need packages that production doesn't install: ${[...new Set(missing)].join(", ")}`);
  process.exit(1);
}
