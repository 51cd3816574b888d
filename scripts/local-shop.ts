import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import postgres from "postgres";
import { UserError } from "@/lib/core/user-error";
import { startPostgres } from "./postgres";
import { beforeEnd } from "./shutdown";

const DATA = ".data";

/** Fills in missing environment variables, so the shop's code finds a database, its secrets and its address. Notes where the data is. */
export async function openLocalShop(note: (text: string) => void = () => {}): Promise<void> {
  await mkdir(DATA, { recursive: true });
  process.env.SITE_URL ||= `http://localhost:${process.env.PORT ?? "3000"}`;
  process.env.APP_SECRET ||= await rememberedSecret(`${DATA}/app-secret`);
  process.env.CRON_SECRET ||= await rememberedSecret(`${DATA}/cron-secret`);
  if (process.env.DATABASE_URL) {
    note("at DATABASE_URL");
    return reach(process.env.DATABASE_URL);
  }
  const starting = startPostgres(`${DATA}/postgres`);
  beforeEnd(() =>
    starting.then(
      (server) => server.stop(),
      () => undefined, // It never started: the await below reports the error.
    ),
  );
  const { url, home } = await starting;
  process.env.DATABASE_URL = url;
  note(`in ${home}`);
}

async function rememberedSecret(file: string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  return readFile(file, "utf8");
}

async function reach(url: string): Promise<void> {
  if (!URL.canParse(url)) throw new UserError("DATABASE_URL should be an address like postgres://user:password@host:5432/shop.");
  const { host, pathname, username } = new URL(url);
  const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await client`select 1`;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const reason =
      { "28P01": `rejects the password of “${username}”`, "28000": `rejects “${username}”`, "3D000": `has no “${pathname.slice(1)}”` }[
        code
      ] ?? `doesn't answer (${code})`;
    throw new UserError(`The database at ${host} ${reason}: check that it is running and that DATABASE_URL is right.`, { cause });
  } finally {
    await client.end({ timeout: 1 });
  }
}
