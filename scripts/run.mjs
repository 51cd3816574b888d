// Starts scripts/NAME.ts, or its bundle if only production packages are installed: `node scripts/run.mjs NAME …`. Plain
// JavaScript, because it runs on a fresh clone, before anything is installed; one process, because a shell or a loader between
// npm and the script would not pass signals on.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { productionBundle } from "./commands.mjs";

const root = path.resolve(import.meta.dirname, "..");
const SERVING = ["demo", "dev"];

/** Whether node_modules contains the packages of the lock file. Packages for other systems are optional and not checked. */
function installed() {
  const file = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(file)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(file, "utf8")).packages;
  return Object.entries(wanted).every(([place, { version, optional }]) => place === "" || optional || present[place]?.version === version);
}

function install() {
  console.log("Installing packages …");
  const npm = process.env.npm_execpath === undefined ? ["npm"] : [process.execPath, process.env.npm_execpath];
  const args = [...npm.slice(1), "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync(npm[0], args, { cwd: root, stdio: "inherit" });
  if (status !== 0) fail("The packages could not be installed: see npm's message above (no network, or a full disk?), then start again.");
}

function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

/** Checks the port on every address and on loopback: some systems let two servers share a port that way. */
async function isFree(port) {
  for (const host of [undefined, "127.0.0.1"]) {
    const error = await new Promise((resolve) => {
      const server = net.createServer();
      server.once("error", resolve);
      server.listen({ port, host }, () => server.close(() => resolve(undefined)));
    });
    if (error?.code === "EACCES") fail(`Your user may not open port ${port}: choose one above 1023, as in PORT=3001 npm run demo.`);
    if (error !== undefined) return false;
  }
  return true;
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Earthman needs Node 20.19 or newer; this is ${process.versions.node}.`);

const [name] = process.argv.splice(2, 1);
const script = path.join(root, "scripts", `${name}.ts`);
process.argv[1] = script;
process.chdir(root);
if (existsSync(".env")) process.loadEnvFile(".env");

if (SERVING.includes(name)) {
  const port = process.env.PORT ?? "3000";
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65535) fail(`PORT should be a number from 1 to 65535, not “${port}”.`);
  if (!(await isFree(Number(port)))) {
    fail(`Port ${port} is in use: stop the program that uses it, or choose another port, as in PORT=${Number(port) + 1} npm run ${name}.`);
  }
}
const bundle = productionBundle(root, name);
if (bundle) {
  await import(pathToFileURL(bundle).href);
} else {
  if (!installed()) install();
  const { register } = await import("tsx/esm/api");
  register();
  await import(pathToFileURL(script).href);
}
