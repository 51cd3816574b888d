import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { UserError } from "@/lib/core/user-error";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** What Chromium needs to run as root and in containers, and to stay silent on the network. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How to launch Chromium: Playwright's own where it is present, otherwise the system's. */
export function chromiumLaunch() {
  const system = existsSync(chromium.executablePath()) ? undefined : SYSTEM.find((file) => existsSync(file));
  return { args: QUIET, ...(system === undefined ? {} : { executablePath: system }) };
}

/** Sees that there is a Chromium: installs Debian's where that is allowed. Throws UserError where it isn't. */
export function ensureChromium(): void {
  if (existsSync(chromium.executablePath()) || SYSTEM.some((file) => existsSync(file))) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing Chromium …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
    const { status } = spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { stdio: "inherit", env });
    if (status === 0) return;
  }
  throw new UserError("The browser tests need Chromium: install it with your system's packages or with npx playwright install chromium.");
}
