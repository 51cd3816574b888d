// Bundles what a server runs beside Next: its commands, which run without tsx and the other packages of development and the demo,
// and the renderer of PDFs, which a worker thread loads. The first half of `npm run build`, because Next's build traces the
// renderer; plain JavaScript, because Node runs it directly.
import { readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { BUNDLED_COMMANDS, bundlesFolder } from "./commands.mjs";

const root = path.resolve(import.meta.dirname, "..");
const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

const options = {
  absWorkingDir: root,
  outdir: bundlesFolder(),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  jsx: "automatic",
  target: "node20",
  logLevel: "warning",
};

/** pdfkit requires the metrics of its fonts under another name than `require`, which can't be bundled. */
const bundledMetrics = {
  name: "bundled-metrics",
  setup({ onLoad }) {
    onLoad({ filter: /pdfkit\.node\.mjs$/ }, ({ path: file }) => ({
      contents: readFileSync(file, "utf8").replaceAll("require$1('#standard-fonts/", "require('#standard-fonts/"),
    }));
  },
};

// With its packages, so it needs no node_modules of its own where only traced files are deployed.
await build({
  ...options,
  entryPoints: ["lib/invoices/pdf/render-pdf.tsx"],
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [bundledMetrics],
  banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
});

const { metafile } = await build({
  ...options,
  entryPoints: BUNDLED_COMMANDS.map((name) => `scripts/${name}.ts`),
  packages: "external",
  metafile: true,
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
