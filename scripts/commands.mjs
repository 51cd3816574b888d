import { existsSync } from "node:fs";
import path from "node:path";

/** The scripts that a server runs. */
export const BUNDLED_COMMANDS = ["migrate", "jobs", "import", "status", "resend-mail"];

export function bundlesFolder() {
  return path.join(process.env.NEXT_DIST_DIR ?? ".next", "commands");
}

/** The bundle of a command where packages are installed for production only; undefined elsewhere, where its source is run. */
export function productionBundle(root, name) {
  const bundle = path.join(root, bundlesFolder(), `${name}.mjs`);
  const modules = path.join(root, "node_modules");
  return existsSync(modules) && !existsSync(path.join(modules, "tsx")) && existsSync(bundle) ? bundle : undefined;
}
