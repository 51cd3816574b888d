import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { openDatabase } from "@/db/client";
import { readClock } from "@/db/clock";
import { readableCode } from "@/lib/auth/readable-code";
import { addStaff } from "@/lib/auth/staff-accounts";
import { env, isLoopback } from "@/lib/core/env";

const EMAIL = "owner@earthman.example";
const PASSWORD_FILE = ".data/owner-password";
const PASSWORD_LENGTH = 20;

/** The owner's account of a demo, with a random password; undefined unless the shop is on this machine only. */
export async function openDemoAccount(): Promise<{ email: string; password: string } | undefined> {
  const { SITE_URL, DATABASE_URL } = env();
  if (!isLoopback(SITE_URL)) return undefined;
  if (!existsSync(PASSWORD_FILE)) await writeFile(PASSWORD_FILE, readableCode(PASSWORD_LENGTH), { mode: 0o600 });
  const password = await readFile(PASSWORD_FILE, "utf8");
  const { client, db } = openDatabase(DATABASE_URL, { max: 1 });
  try {
    await addStaff(db, { email: EMAIL, name: "Owner", role: "owner", password }, "command line", await readClock(db));
  } finally {
    await client.end({ timeout: 5 });
  }
  return { email: EMAIL, password };
}
