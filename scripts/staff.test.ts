import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { testDatabase } from "@/db/testing";
import { signIn } from "@/lib/auth/sign-in";
import { findSession } from "@/lib/auth/staff-sessions";

const { db, url } = await testDatabase();
const run = promisify(execFile);
const BROWSER = { network: "192.0.2.1", userAgent: "Firefox" };

/** Runs `npm run staff -- …` as npm does. */
async function staff(...given: string[]): Promise<{ code: number; printed: string }> {
  const options = { env: { ...process.env, DATABASE_URL: url } };
  return await run(process.execPath, ["scripts/run.mjs", "staff", ...given], options).then(
    ({ stdout }) => ({ code: 0, printed: stdout }),
    ({ code, stderr }) => ({ code, printed: stderr }),
  );
}

test("the first owner is added, signs in with the password that was printed, and is seen, ended and kept", {
  timeout: 120_000,
}, async () => {
  expect(await staff()).toEqual({ code: 1, printed: expect.stringContaining("Usage:") });
  expect(await staff("add", "mara@earthman.example", "--role", "queen")).toEqual({
    code: 1,
    printed: expect.stringContaining("owner, manager"),
  });
  expect((await staff("list")).printed).toContain("There is nobody yet");

  const added = await staff("add", "mara@earthman.example", "--role", "owner", "--name", "Mara");
  const password = /Password, shown only now: (\S{24})/.exec(added.printed)?.[1] ?? "";
  const session = await signIn(db, { email: "mara@earthman.example", password, code: "" }, BROWSER, new Date());
  if (!session.ok) throw new Error(session.error);
  expect(await staff("add", "MARA@earthman.example", "--role", "viewer")).toEqual({ code: 1, printed: expect.stringContaining("already") });
  expect((await staff("list")).printed).toMatch(/^mara@earthman\.example · Mara · owner · no second factor · since /);

  const replaced = await staff("new-password", "mara@earthman.example");
  const newPassword = /Password, shown only now: (\S{24})/.exec(replaced.printed)?.[1] ?? "";
  expect(await findSession(db, session.value, new Date())).toBeUndefined();
  expect((await signIn(db, { email: "mara@earthman.example", password, code: "" }, BROWSER, new Date())).ok).toBe(false);
  const again = await signIn(db, { email: "mara@earthman.example", password: newPassword, code: "" }, BROWSER, new Date());
  if (!again.ok) throw new Error(again.error);

  expect((await staff("end-sessions", "mara@earthman.example")).printed).toContain("1 session is ended");
  expect(await findSession(db, again.value, new Date())).toBeUndefined();
  expect(await staff("disable", "mara@earthman.example")).toEqual({ code: 1, printed: expect.stringContaining("the last owner") });
  expect(await staff("reset-factor", "nobody@earthman.example")).toEqual({
    code: 1,
    printed: expect.stringContaining("Nobody has this email"),
  });

  const audited = await db
    .select({ what: auditLog.what, staffId: auditLog.staffId, from: auditLog.from })
    .from(auditLog)
    .orderBy(auditLog.id);
  expect(audited).toEqual([
    { what: "staff.added", staffId: null, from: "" },
    { what: "staff.signed_in", staffId: expect.any(String), from: BROWSER.network },
    { what: "staff.password_changed", staffId: null, from: "" },
    { what: "staff.signed_in", staffId: expect.any(String), from: BROWSER.network },
    { what: "staff.sessions_ended", staffId: null, from: "" },
  ]);
});
