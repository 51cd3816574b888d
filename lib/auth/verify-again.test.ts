import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { staffSessions } from "@/db/schema/staff";
import { testDatabase } from "@/db/testing";
import { BROWSER, createAuthenticator, createMember, createPasskey, PASSWORD, sessionOf } from "@/tests/factories/staff";
import { changePassword } from "./change-password";
import { askForPasskey } from "./passkeys";
import { signIn } from "./sign-in";
import { isFresh, listSessions, type StaffSession } from "./staff-sessions";
import { type Proof, verifyAgain } from "./verify-again";

const { db } = await testDatabase();
const start = new Date("2026-11-30T08:00:00Z");
const now = new Date("2026-11-30T09:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

let member: Awaited<ReturnType<typeof createMember>>;
let session: StaffSession;
beforeEach(async () => {
  member = await createMember(db, start);
  session = await sessionOf(db, member, start);
});

const verify = (proof: Proof, by = session, at = now) => verifyAgain(db, by, proof, BROWSER.network, at);
const verifiedAt = async () => (await db.select().from(staffSessions).where(eq(staffSessions.id, session.id)))[0]?.verifiedAt;

describe("a session of an hour ago goes on", () => {
  it("by the password, for a member without a second factor", async () => {
    expect(isFresh(session.verifiedAt, now)).toBe(false);
    expect(await verify({ password: "wrong-password-2026" })).toEqual({ ok: false, error: "wrong" });
    expect(await verifiedAt()).toEqual(start);
    expect(await verify({ password: PASSWORD })).toEqual({ ok: true, value: undefined });
    expect(await verifiedAt()).toEqual(now);
    const verified = and(eq(auditLog.what, "staff.verified"), eq(auditLog.staffId, member.id));
    expect(await db.select().from(auditLog).where(verified)).toMatchObject([{ subjectId: member.id, from: BROWSER.network, at: now }]);
  });

  it("by a code, and not by the password, for a member with an authenticator", async () => {
    const { codeAt } = await createAuthenticator(db, member, start);
    const withFactor = await sessionOf(db, member, start);
    expect(await verify({ password: PASSWORD }, withFactor)).toEqual({ ok: false, error: "wrong" });
    const code = await codeAt(now);
    const tries = await Promise.all([verify({ code }, withFactor), verify({ code }, withFactor)]);
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("by one's own passkey, and by nobody else's", async () => {
    const { passkey } = await createPasskey(db, member, start);
    const { passkey: others } = await createPasskey(db, await createMember(db, start), start);
    const answer = async (by: typeof passkey) => {
      const { challenge } = await askForPasskey();
      return { passkey: { response: by.answer({ challenge }), challenge } };
    };
    expect(await verify(await answer(others))).toEqual({ ok: false, error: "wrong" });
    expect(await verify(await answer(passkey))).toEqual({ ok: true, value: undefined });
  });
});

it("wrong tries to go on count as those of signing in", async () => {
  for (let tries = 0; tries < 6; tries += 1) expect(await verify({ password: "wrong" })).toEqual({ ok: false, error: "wrong" });
  expect(await verify({ password: PASSWORD })).toEqual({ ok: false, error: "locked", until: later(30) });
  const entered = await signIn(db, { email: member.email, password: PASSWORD, code: "" }, BROWSER, now);
  expect(entered).toEqual({ ok: false, error: "locked", until: later(30) });
  expect(await verify({ password: PASSWORD }, session, later(31))).toEqual({ ok: true, value: undefined });
});

it("a changed password ends the other sessions, and only somebody who knows the old one changes it", async () => {
  await sessionOf(db, member, start);
  const change = (current: string) => changePassword(db, session, { current, password: "hemp-and-nettle-2026" }, BROWSER.network, now);
  expect(await change("wrong-password-2026")).toEqual({ ok: false, error: "wrong" });
  expect(await listSessions(db, member.id, now)).toHaveLength(2);
  expect(await change(PASSWORD)).toEqual({ ok: true, value: { ended: 1 } });
  expect((await listSessions(db, member.id, now)).map(({ id }) => id)).toEqual([session.id]);
  const enter = (password: string) => signIn(db, { email: member.email, password, code: "" }, BROWSER, now);
  expect(await enter(PASSWORD)).toEqual({ ok: false, error: "wrong" });
  expect(await enter("hemp-and-nettle-2026")).toMatchObject({ ok: true });
  for (let tries = 0; tries < 6; tries += 1) await change("wrong");
  expect(await change("hemp-and-nettle-2026")).toMatchObject({ error: "locked" });
});
