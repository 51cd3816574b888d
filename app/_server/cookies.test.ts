import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";

type Sent = { name: string; value: string; [flag: string]: unknown };

/** The browser's cookies, and the flags that each was set with. */
const jar = new Map<string, string>();
let sent: Sent[] = [];
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set(name: string, value: string, flags: object) {
      jar.set(name, value);
      sent.push({ name, value, ...flags });
    },
    delete({ name, ...flags }: { name: string }) {
      jar.delete(name);
      sent.push({ name, value: "", ...flags });
    },
  }),
}));

/** The database's time. */
const clock = vi.hoisted(() => ({ now: new Date("2026-11-24T10:00:00Z") }));
vi.mock("./clock", () => ({ currentTime: async () => clock.now }));

beforeEach(() => {
  jar.clear();
  sent = [];
  clock.now = new Date("2026-11-24T10:00:00Z");
});

const OLD = "the-secret-before-the-rotation";
const NEW = "the-secret-after-the-rotation";

/** Loads the module as a server with these variables does. */
async function startShop(variables: Record<string, string> = {}) {
  vi.resetModules();
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  (await import("@/lib/core/env")).env();
  return await import("./cookies");
}

const draft = { name: "Ana Babić", email: "ana@example.com" };
const schema = z.object({ name: z.string(), email: z.string() });

test("personal data is unreadable in the cookie, and is read back unchanged", async () => {
  const { readEncryptedCookie, setEncryptedCookie } = await startShop();
  await setEncryptedCookie("checkout_draft", draft);
  const value = jar.get("checkout_draft") ?? "";
  expect(value).toMatch(/^[\w-]+$/);
  for (const secret of ["Ana", "ana@example.com"]) expect(Buffer.from(value, "base64url").toString("latin1")).not.toContain(secret);
  expect(await readEncryptedCookie("checkout_draft", schema)).toEqual(draft);
  await setEncryptedCookie("checkout_draft", draft);
  expect(jar.get("checkout_draft")).not.toBe(value);
});

test("a cookie that was changed, truncated, invented or moved from another one is ignored", async () => {
  const { readEncryptedCookie, setEncryptedCookie } = await startShop();
  await setEncryptedCookie("withdrawal", draft);
  const value = jar.get("withdrawal") ?? "";
  jar.set("checkout_draft", value);
  expect(await readEncryptedCookie("checkout_draft", schema)).toBeUndefined();
  const changed = Buffer.from(value, "base64url");
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  for (const wrong of [changed.toString("base64url"), value.slice(0, -4), value.slice(0, 20), "", "%%%", "a".repeat(3000)]) {
    jar.set("withdrawal", wrong);
    expect(await readEncryptedCookie("withdrawal", schema), wrong).toBeUndefined();
  }
});

test("content that no longer matches its schema is ignored", async () => {
  const { readEncryptedCookie, setEncryptedCookie } = await startShop();
  await setEncryptedCookie("tracking", { email: 1 });
  expect(await readEncryptedCookie("tracking", schema)).toBeUndefined();
});

test("a cookie that has expired by the database's time is ignored even if the browser still sends it", async () => {
  const { readEncryptedCookie, setEncryptedCookie } = await startShop();
  await setEncryptedCookie("checkout_draft", draft);
  clock.now = new Date("2026-11-24T10:29:59Z");
  expect(await readEncryptedCookie("checkout_draft", schema)).toEqual(draft);
  clock.now = new Date("2026-11-24T10:30:00Z");
  expect(await readEncryptedCookie("checkout_draft", schema)).toBeUndefined();
});

test("content too large for a browser is dropped, along with the earlier content", async () => {
  const { readEncryptedCookie, setEncryptedCookie } = await startShop();
  await setEncryptedCookie("checkout_draft", draft);
  const noise = Array.from({ length: 3000 }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000))).join("");
  await setEncryptedCookie("checkout_draft", { ...draft, name: noise });
  expect(jar.size).toBe(0);
  expect(await readEncryptedCookie("checkout_draft", schema)).toBeUndefined();
  // The longest values of the checkout's fields fit.
  await setEncryptedCookie("checkout_draft", { ...draft, name: "Širok mračan hodnik na kraju. ".repeat(60) });
  expect(sent.every(({ value }) => value.length <= 3500)).toBe(true);
  expect(jar.size).toBe(1);
});

test.each([
  ["the same secret", { APP_SECRET: OLD }, draft],
  ["the previous secret set", { APP_SECRET: NEW, APP_SECRET_PREVIOUS: OLD }, draft],
  ["the previous secret gone", { APP_SECRET: NEW }, undefined],
])("an encrypted cookie is read after a restart only if its secret is known: %s", async (_, variables, expected) => {
  await (await startShop({ APP_SECRET: OLD })).setEncryptedCookie("withdrawal", draft);
  const { readEncryptedCookie } = await startShop(variables);
  expect(await readEncryptedCookie("withdrawal", schema)).toEqual(expected);
});

test("over HTTPS every cookie is bound to this host, and only the badge's can be read by scripts", async () => {
  const shop = await startShop({
    SITE_URL: "https://shop.example",
    APP_SECRET: "2f9b0c4d6e8a1357f0e9d8c7b6a54321",
    CRON_SECRET: "8d1f6c0b5a7e4932908d7c6b5a4f3e21",
    SMTP_URL: "smtp://mail.example",
  });
  await shop.setCookie("cart", "id");
  await shop.setCookie("cart_count", "2");
  await shop.setCookie("order", "token", "ORD-2222222222");
  await shop.setEncryptedCookie("tracking", draft);
  await shop.deleteCookie("tracking");
  const secure = { path: "/", sameSite: "lax", secure: true };
  expect(sent).toMatchObject([
    { name: "__Host-cart", httpOnly: true, maxAge: 31_536_000, ...secure },
    { name: "cart_count", httpOnly: false, maxAge: 31_536_000, ...secure },
    { name: "__Host-order_ORD-2222222222", value: "token", httpOnly: true, maxAge: 86_400, ...secure },
    { name: "__Host-tracking", httpOnly: true, maxAge: 1800, ...secure },
    { name: "__Host-tracking", value: "", ...secure },
  ]);
  expect(await shop.readCookie("cart")).toBe("id");
  expect(await shop.readCookie("order", "ORD-2222222222")).toBe("token");
});

test("over HTTP, on this machine, cookies have their plain names", async () => {
  const { setCookie } = await startShop();
  await setCookie("cart", "id");
  expect(sent).toMatchObject([{ name: "cart", secure: false, httpOnly: true }]);
});
