import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { staffPasswords, staffSessions } from "@/db/schema/staff";
import { testDatabase } from "@/db/testing";
import { BROWSER, createAuthenticator, createMember, PASSWORD } from "@/tests/factories/staff";
import { beginAuthenticator, consumeAuthenticatorCode, removeAuthenticator } from "./authenticator";
import { signIn } from "./sign-in";
import { addStaff, disableStaff } from "./staff-accounts";
import { endSession, endSessions, findSession, listSessions, openSession } from "./staff-sessions";

const { db } = await testDatabase();
const now = new Date("2026-11-30T08:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

let member: Awaited<ReturnType<typeof createMember>>;
beforeEach(async () => {
  member = await createMember(db, now);
});

const enter = (given: Partial<{ email: string; password: string; code: string }>, at = now, network = BROWSER.network) =>
  signIn(db, { email: member.email, password: PASSWORD, code: "", ...given }, { ...BROWSER, network }, at);

describe("a password", () => {
  it("is stored as Argon2id, and opens a session whatever the case of the email", async () => {
    const [stored] = await db.select().from(staffPasswords).where(eq(staffPasswords.staffId, member.id));
    expect(stored?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await enter({ email: member.email.toUpperCase() })).toMatchObject({ ok: true });
  });

  it("that is wrong is refused like an unknown email and a disabled account", async () => {
    expect(await enter({ password: "cotton-and-wool-2026" })).toEqual({ ok: false, error: "wrong" });
    expect(await enter({ email: "nobody@example.com" })).toEqual({ ok: false, error: "wrong" });
    await addStaff(db, { email: `other-${member.email}`, name: "Test Person", role: "owner", password: PASSWORD }, "command line", now);
    await disableStaff(db, member.id, "command line", now);
    expect(await enter({})).toEqual({ ok: false, error: "wrong" });
  });
});

describe("a second factor", () => {
  it("is asked for after the right password only, and its code works once", async () => {
    const { codeAt } = await createAuthenticator(db, member, now);
    expect(await enter({ password: "wrong-password-2026" })).toEqual({ ok: false, error: "wrong" });
    expect(await enter({})).toEqual({ ok: false, error: "code_needed", factors: { authenticator: true, passkeys: 0 } });
    expect(await enter({ code: "000000" })).toEqual({ ok: false, error: "wrong" });
    const code = await codeAt(now);
    const tries = await Promise.all([enter({ code }), enter({ code })]);
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await enter({ code }, later(1))).toEqual({ ok: false, error: "wrong" });
    expect(await enter({ code: await codeAt(later(31)) }, later(31))).toMatchObject({ ok: true });
  });

  it("accepts a code of the step before or after, and none from further away", async () => {
    const { codeAt } = await createAuthenticator(db, member, now);
    expect(await consumeAuthenticatorCode(db, member.id, await codeAt(later(-61)), now)).toBe(false);
    expect(await consumeAuthenticatorCode(db, member.id, await codeAt(later(61)), now)).toBe(false);
    expect(await consumeAuthenticatorCode(db, member.id, await codeAt(later(-30)), now)).toBe(true);
    expect(await consumeAuthenticatorCode(db, member.id, await codeAt(later(30)), now)).toBe(true);
    expect(await consumeAuthenticatorCode(db, member.id, await codeAt(now), now), "an earlier step than the last").toBe(false);
  });

  it("can't be replaced by setting up another one once it is confirmed", async () => {
    await createAuthenticator(db, member, now);
    expect(await beginAuthenticator(db, member.id, { shop: "Earthman", email: member.email })).toBeUndefined();
  });

  it("can be replaced by a recovery code, which works once", async () => {
    const { recoveryCodes } = await createAuthenticator(db, member, now);
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = ""] = recoveryCodes;
    expect(first).toMatch(/^[2-9a-z]{5}-[2-9a-z]{5}$/);
    expect(await enter({ code: first.toUpperCase() })).toMatchObject({ ok: true });
    expect(await enter({ code: first })).toEqual({ ok: false, error: "wrong" });
  });

  it("is not asked for any more once it is removed, with its recovery codes", async () => {
    await createAuthenticator(db, member, now);
    expect(await removeAuthenticator(db, member.id)).toEqual({ ok: true, value: undefined });
    expect(await removeAuthenticator(db, member.id)).toEqual({ ok: false, error: "unknown" });
    expect(await enter({})).toMatchObject({ ok: true });
  });
});

describe("too many tries", () => {
  it("wait longer each time, also with the right password, and end by themselves", async () => {
    for (let tries = 0; tries < 6; tries += 1) expect(await enter({ password: "wrong" })).toEqual({ ok: false, error: "wrong" });
    expect(await enter({})).toEqual({ ok: false, error: "locked", until: later(30) });
    expect(await enter({ password: "wrong" }, later(30))).toEqual({ ok: false, error: "wrong" });
    expect(await enter({}, later(31))).toEqual({ ok: false, error: "locked", until: later(90) });
    expect(await enter({}, later(90))).toMatchObject({ ok: true });
    expect(await enter({ password: "wrong" }, later(91)), "the count begins again").toEqual({ ok: false, error: "wrong" });
  });

  it("at the same moment count like one after the other", async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, async () => await enter({ password: "wrong" })));
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.error === "wrong")).toHaveLength(6);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.error === "locked")).toHaveLength(14);
  });

  it("lock nobody out who signs in from another network", async () => {
    for (let tries = 0; tries < 7; tries += 1) await enter({ password: "wrong" }, now, "203.0.113.9");
    expect(await enter({}, now, "203.0.113.9")).toMatchObject({ error: "locked" });
    expect(await enter({})).toMatchObject({ ok: true });
  });

  it("never wait longer than a quarter of an hour", async () => {
    let at = now;
    for (let tries = 0; tries < 20; tries += 1) {
      const outcome = await enter({ password: "wrong" }, at);
      if (outcome.ok || outcome.error !== "locked") continue;
      expect(outcome.until.getTime() - at.getTime()).toBeLessThanOrEqual(15 * 60_000);
      at = outcome.until;
    }
    expect(at.getTime()).toBeGreaterThan(later(15 * 60).getTime());
  });
});

describe("a session", () => {
  it("lasts eight hours, is found by its token only, and can be ended alone or with all others", async () => {
    const tokens = [];
    for (const userAgent of ["desk", "phone", "x".repeat(1000)]) {
      tokens.push(await openSession(db, member.id, { ...BROWSER, userAgent }, now));
    }
    const [desk = "", phone = ""] = tokens;
    expect(await findSession(db, desk, later(8 * 3600 - 1))).toMatchObject({ staff: { id: member.id, role: "owner" }, verifiedAt: now });
    expect(await findSession(db, desk, later(8 * 3600))).toBeUndefined();
    expect(await findSession(db, `${desk}x`, now)).toBeUndefined();
    expect((await listSessions(db, member.id, now)).map(({ userAgent }) => userAgent.length).toSorted()).toEqual([200, 4, 5]);
    const found = await findSession(db, phone, now);
    expect(found && (await endSession(db, member.id, found.id))).toMatchObject({ ok: true });
    expect(await findSession(db, phone, now)).toBeUndefined();
    const own = await findSession(db, desk, now);
    expect(await endSessions(db, member.id, own?.id)).toBe(1);
    expect(await findSession(db, desk, now)).toBeDefined();
    expect(await endSessions(db, member.id)).toBe(1);
  });

  it("stores when it was last used, once a minute at most", async () => {
    const token = await openSession(db, member.id, BROWSER, now);
    const seen = async () => (await db.select().from(staffSessions).where(eq(staffSessions.staffId, member.id)))[0]?.lastSeenAt;
    await findSession(db, token, later(59));
    expect(await seen()).toEqual(now);
    await findSession(db, token, later(61));
    expect(await seen()).toEqual(later(61));
  });

  it("of a disabled member ends at once", async () => {
    const token = await openSession(db, member.id, BROWSER, now);
    await addStaff(db, { email: `owner-${member.email}`, name: "Test Person", role: "owner", password: PASSWORD }, "command line", now);
    await disableStaff(db, member.id, "command line", now);
    expect(await findSession(db, token, now)).toBeUndefined();
  });
});
