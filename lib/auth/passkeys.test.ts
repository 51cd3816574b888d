import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { staffPasskeys, staffUsedChallenges } from "@/db/schema/staff";
import { testDatabase } from "@/db/testing";
import { softwarePasskey } from "@/tests/factories/passkey";
import { BROWSER, createAuthenticator, createMember, createPasskey, PASSWORD } from "@/tests/factories/staff";
import { addPasskey, askForPasskey, beginPasskey, listPasskeys, removePasskey } from "./passkeys";
import { countRecoveryCodes } from "./second-factor";
import { signIn, signInWithPasskey } from "./sign-in";
import { addStaff, disableStaff } from "./staff-accounts";
import { findSession } from "./staff-sessions";

const { db } = await testDatabase();
const now = new Date("2026-11-30T08:00:00Z");

async function answered(passkey: ReturnType<typeof softwarePasskey>, wrong?: Parameters<typeof passkey.answer>[1]) {
  const { challenge } = await askForPasskey();
  return await signInWithPasskey(db, { response: passkey.answer({ challenge }, wrong), challenge }, BROWSER, now);
}

async function challengeFor(member: Parameters<typeof beginPasskey>[1]): Promise<string> {
  const begun = await beginPasskey(db, member);
  if (!begun.ok) throw new Error(begun.error);
  return begun.value.challenge;
}

describe("a passkey", () => {
  it("signs its member in without a password, as both factors", async () => {
    const member = await createMember(db, now);
    const { passkey } = await createPasskey(db, member, now);
    const signedIn = await answered(passkey);
    if (!signedIn.ok) throw new Error(signedIn.error);
    expect(await findSession(db, signedIn.value, now)).toMatchObject({
      staff: { id: member.id },
      verifiedAt: now,
      factors: { authenticator: false, passkeys: 1 },
    });
    expect(await listPasskeys(db, member.id)).toMatchObject([{ name: "Desk", lastUsedAt: now }]);
  });

  it("is asked for after the password, which is not enough any more", async () => {
    const member = await createMember(db, now);
    const { recoveryCodes } = await createPasskey(db, member, now);
    const enter = (code: string) => signIn(db, { email: member.email, password: PASSWORD, code }, BROWSER, now);
    expect(await enter("")).toEqual({ ok: false, error: "code_needed", factors: { authenticator: false, passkeys: 1 } });
    expect(await enter("123456")).toEqual({ ok: false, error: "wrong" });
    expect(recoveryCodes).toHaveLength(10);
    expect(await enter(recoveryCodes?.[0] ?? "")).toMatchObject({ ok: true });
  });

  it("answers a challenge once, also twice at the same moment", async () => {
    const { passkey } = await createPasskey(db, await createMember(db, now), now);
    const { challenge } = await askForPasskey();
    const answer = { response: passkey.answer({ challenge }), challenge };
    const tries = await Promise.all(Array.from({ length: 4 }, async () => await signInWithPasskey(db, answer, BROWSER, now)));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await signInWithPasskey(db, answer, BROWSER, now)).toEqual({ ok: false, error: "wrong" });
    expect(await db.$count(staffUsedChallenges, eq(staffUsedChallenges.challenge, challenge))).toBe(1);
  });

  it.each([
    ["another challenge", {}],
    ["another site", { origin: "https://shop.example.net" }],
    ["another host's key", { host: "example.net" }],
    ["no fingerprint, face or PIN", { isVerified: false }],
  ])("is refused for %s", async (what, wrong) => {
    const { passkey } = await createPasskey(db, await createMember(db, now), now);
    if (what !== "another challenge") return expect(await answered(passkey, wrong)).toEqual({ ok: false, error: "wrong" });
    const [asked, other] = [await askForPasskey(), await askForPasskey()];
    const answer = { response: passkey.answer(other), challenge: asked.challenge };
    expect(await signInWithPasskey(db, answer, BROWSER, now)).toEqual({ ok: false, error: "wrong" });
  });

  it("is refused if it was copied: its counter does not go on", async () => {
    const { passkey } = await createPasskey(db, await createMember(db, now), now);
    expect(await answered(passkey, { counter: 7 })).toMatchObject({ ok: true });
    expect(await answered(passkey, { counter: 7 })).toEqual({ ok: false, error: "wrong" });
    expect(await answered(passkey, { counter: 8 })).toMatchObject({ ok: true });
  });

  it("that nobody has, or a disabled member has, is refused", async () => {
    expect(await answered(softwarePasskey())).toEqual({ ok: false, error: "wrong" });
    const member = await createMember(db, now);
    const { passkey } = await createPasskey(db, member, now);
    await addStaff(db, { email: "stays@example.com", name: "Test Person", role: "owner", password: PASSWORD }, "command line", now);
    await disableStaff(db, member.id, "command line", now);
    expect(await answered(passkey)).toEqual({ ok: false, error: "wrong" });
  });

  it("of another member with the same id is not replaced", async () => {
    const { passkey } = await createPasskey(db, await createMember(db, now), now);
    const thief = await createMember(db, now);
    const challenge = await challengeFor(thief);
    const added = await addPasskey(db, thief.id, { response: passkey.register({ challenge }), challenge, name: "Mine" }, now);
    expect(added).toEqual({ ok: false, error: "not_accepted" });
  });

  it("is added for its challenge only, and each challenge once", async () => {
    const member = await createMember(db, now);
    const challenge = await challengeFor(member);
    const add = (response: ReturnType<ReturnType<typeof softwarePasskey>["register"]>) =>
      addPasskey(db, member.id, { response, challenge, name: "Desk" }, now);
    expect(await add(softwarePasskey().register({ challenge: "YW5vdGhlcg" }))).toEqual({ ok: false, error: "not_accepted" });
    expect(await add(softwarePasskey().register({ challenge }, { isVerified: false }))).toEqual({ ok: false, error: "not_accepted" });
    expect(await add(softwarePasskey().register({ challenge }))).toMatchObject({ ok: true });
    expect(await add(softwarePasskey().register({ challenge }))).toEqual({ ok: false, error: "not_accepted" });
  });

  it("is one of ten at most, also if many are added at once", async () => {
    const member = await createMember(db, now);
    const added = await Promise.allSettled(Array.from({ length: 12 }, async () => await createPasskey(db, member, now)));
    expect(added.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(await db.$count(staffPasskeys, eq(staffPasskeys.staffId, member.id))).toBe(10);
    expect(await beginPasskey(db, member)).toEqual({ ok: false, error: "too_many" });
    expect(await countRecoveryCodes(db, member.id)).toBe(10);
  });

  it("is removed by its member only, and the recovery codes go with the last factor", async () => {
    const member = await createMember(db, now);
    const { codeAt } = await createAuthenticator(db, member, now);
    const { recoveryCodes } = await createPasskey(db, member, now);
    expect(recoveryCodes, "the codes of the app remain").toBeNull();
    const [{ credentialId } = { credentialId: "" }] = await listPasskeys(db, member.id);
    const other = await createMember(db, now);
    expect(await removePasskey(db, other.id, credentialId)).toEqual({ ok: false, error: "unknown" });
    expect(await removePasskey(db, member.id, credentialId)).toEqual({ ok: true, value: undefined });
    expect(await countRecoveryCodes(db, member.id)).toBe(10);
    const entered = await signIn(db, { email: member.email, password: PASSWORD, code: await codeAt(now) }, BROWSER, now);
    expect(entered).toMatchObject({ ok: true });

    const keyOnly = await createMember(db, now);
    await createPasskey(db, keyOnly, now);
    const [only] = await listPasskeys(db, keyOnly.id);
    await removePasskey(db, keyOnly.id, only?.credentialId ?? "");
    expect(await countRecoveryCodes(db, keyOnly.id)).toBe(0);
  });
});
