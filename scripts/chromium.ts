import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { UserError } from "@/lib/core/user-error";

/** The headless shell first: like Playwright's own it has no window, and it needs half the processor time. */
const SYSTEM = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Arguments with which Chromium runs as root and in containers, and makes no requests of its own. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Launch options for Chromium: Playwright's own if installed, otherwise the system's. */
export function chromiumLaunch() {
  const system = existsSync(chromium.executablePath()) ? undefined : SYSTEM.find((file) => existsSync(file));
  return { args: QUIET, ...(system === undefined ? {} : { executablePath: system }) };
}

/** Makes sure that Chromium is installed: installs Debian's headless shell if it may, otherwise throws UserError. */
export function ensureChromium(): void {
  if (existsSync(chromium.executablePath()) || SYSTEM.some((file) => existsSync(file))) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing Chromium …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
    const shell = ["install", "-y", "-qq", "--no-install-recommends", "chromium-headless-shell"];
    const { status } = spawnSync("apt-get", shell, { stdio: "inherit", env });
    if (status === 0) return;
  }
  throw new UserError("The browser tests need Chromium: install it with your system's packages or with npx playwright install chromium.");
}
