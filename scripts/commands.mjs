import { existsSync } from "node:fs";
import path from "node:path";

/** The scripts that run on a server. */
export const BUNDLED_COMMANDS = ["migrate", "jobs", "import", "status", "verify", "resend-mail", "staff"];

/** Beside the build's own folder, which Next's build empties. */
export function bundlesFolder() {
  return `${process.env.NEXT_DIST_DIR ?? ".next"}-commands`;
}

/** A command's bundle, if only production packages are installed; otherwise undefined, and its source is run. */
export function productionBundle(root, name) {
  const bundle = path.join(root, bundlesFolder(), `${name}.mjs`);
  const modules = path.join(root, "node_modules");
  return existsSync(modules) && !existsSync(path.join(modules, "tsx")) && existsSync(bundle) ? bundle : undefined;
}
