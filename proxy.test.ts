import { readdirSync } from "node:fs";
import path from "node:path";
import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { categories } from "@/db/schema/catalog";
import { settings } from "@/db/schema/shop";
import type { Role } from "@/db/schema/staff";
import { testDatabase } from "@/db/testing";
import { limits } from "@/lib/auth/rate-limits";
import { addStaff } from "@/lib/auth/staff-accounts";
import { openSession } from "@/lib/auth/staff-sessions";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/core/locales";

const shop = await testDatabase();

// A public shop. The environment is read on first use.
Object.assign(process.env, {
  DATABASE_URL: shop.url,
  SITE_URL: "https://shop.example",
  APP_SECRET: "2f9b0c4d6e8a1357f0e9d8c7b6a54321",
  CRON_SECRET: "8d1f6c0b5a7e4932908d7c6b5a4f3e21",
  SMTP_URL: "smtp://mail.example",
});
const { config, proxy } = await import("./proxy");

test.each(["/dev/mailbox", "/dev/mailbox/6f7b1a3e-5c3d-4b47-9c4a-2b8f0d1e9a55"])("a public shop has no %s", async (path) => {
  const { status, headers } = await proxy(new NextRequest(`https://shop.example${path}`));
  expect(status).toBe(404);
  expect(headers.get("x-middleware-next")).toBeNull();
});

test("passes other pages on with a nonce", async () => {
  const { headers } = await proxy(new NextRequest("https://shop.example/checkout"));
  expect(headers.get("x-middleware-rewrite")).toBeNull();
  expect(headers.get("content-security-policy")).toMatch(/'nonce-[\w+/]{24}'/);
});

test.each(["/checkout", "/orders/ORD-2222222222", "/track/a-token"])("%s may load the resources of payment providers", async (path) => {
  expect((await proxy(new NextRequest(`https://shop.example${path}`))).headers.get("content-security-policy")).toContain(
    "https://js.stripe.com",
  );
});

test.each(["/track", "/withdraw"])("%s may load nothing from payment providers", async (path) => {
  expect((await proxy(new NextRequest(`https://shop.example${path}`))).headers.get("content-security-policy")).not.toContain("stripe");
});

describe("the list of secure paths", () => {
  /** The paths of a folder's pages in every language, with any text as parameters. */
  const pagesOf = (folder: string, prefixes: readonly string[]) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => path.basename(file) === "page.tsx")
      .map((file) => path.posix.join("/", path.posix.dirname(file).replaceAll(/\([^)]+\)/g, "")).replaceAll(/\[[^\]]+\]/g, "any"))
      .flatMap((address) => prefixes.map((prefix) => path.posix.join(prefix, address)));
  const languages = LOCALES.map((locale) => (locale === DEFAULT_LOCALE ? "/" : `/${locale}`));
  const staffPages = pagesOf("app/admin", ["/admin"]);
  const securePages = pagesOf("app/[locale]/(secure)", languages);
  const devPages = pagesOf("app/dev", ["/dev"]);
  const shopPages = pagesOf("app/[locale]/(shop)", languages);
  const policyOf = async (address: string) =>
    (await proxy(new NextRequest(`https://shop.example${address}`))).headers.get("content-security-policy") ?? "";

  test("contains every page rendered per request, and no other pages of the shop", async () => {
    expect(securePages.length).toBeGreaterThanOrEqual(5 * LOCALES.length);
    for (const address of securePages) expect(await policyOf(address), address).toContain("'nonce-");
    for (const address of devPages) expect(await policyOf(address), address).toContain("default-src 'none'");
    for (const address of shopPages) expect(await policyOf(address), address).not.toContain("nonce-");
  });

  test("matches the proxy's own paths, including those of a future language", () => {
    const runs = (url: string) => unstable_doesMiddlewareMatch({ config, url, nextConfig: {} });
    for (const address of [...securePages, ...staffPages, ...devPages, ...pagesOf("app/[locale]/(secure)", ["/hr"])])
      expect(runs(address), address).toBe(true);
    const asksDatabase = /\/(search|cart|filtered)$/;
    for (const address of shopPages) expect(runs(address), address).toBe(asksDatabase.test(address));
  });

  test("includes every filtered list", async () => {
    const { default: next } = await import("./next.config");
    const rewrites = await next.rewrites?.();
    if (!rewrites || Array.isArray(rewrites)) throw new Error("no rewrites");
    const filters = rewrites.beforeFiles?.flatMap(({ has = [] }) => has.map(({ key }) => key)) ?? [];
    expect(filters).toContain("color");
    for (const filter of filters) {
      for (const list of ["/categories/tops", "/collections/linen", "/hr/categories/tops"]) {
        const url = `${list}?${filter}=1`;
        expect(unstable_doesMiddlewareMatch({ config, url, nextConfig: {} }), url).toBe(true);
      }
    }
  });

  test("is excluded from the shop's policy by next.config.ts", async () => {
    const { default: next } = await import("./next.config");
    const { shopPolicy } = await import("./security-headers");
    const rule = (await next.headers?.())?.find(({ headers }) => headers.some(({ value }) => value === shopPolicy));
    const hasShopPolicy = (address: string) => new RegExp(`^${rule?.source}$`).test(address);
    for (const address of [...securePages, ...staffPages, ...devPages]) expect(hasShopPolicy(address), address).toBe(false);
    for (const address of [...shopPages, "/orders", "/track/a/b", "/checkouts"]) expect(hasShopPolicy(address), address).toBe(true);
  });
});

test("the filtered list of an unknown category or collection is a 404 in the language of its path", async () => {
  const ask = async (path: string) => await proxy(new NextRequest(`https://shop.example${path}`));
  for (const [path, language] of [
    ["/categories/nope?color=clay", "en"],
    ["/en-XA/collections/nope/filtered?page=2", "en-XA"],
  ]) {
    const missing = await ask(path ?? "");
    expect(missing.status, path).toBe(404);
    expect(await missing.text(), path).toContain(`<html lang="${language}">`);
  }
  const { database } = await import("@/app/_server/database");
  await database().insert(categories).values({ slug: "tops", name: "Tops" });
  expect((await ask("/categories/tops?color=clay")).headers.get("x-middleware-next")).toBe("1");
});

describe("pages that ask the database at every visit", () => {
  const view = async (path: string, address: string) =>
    await proxy(new NextRequest(`https://shop.example${path}`, { headers: { "x-peer-address": address } }));

  test.each([
    ["/search?q=shirt", "2001:db8::1", limits.search.max],
    ["/categories/tops?color=clay", "198.51.100.1", limits.view.max],
  ])("are answered with 429 and the time to wait beyond their limit: %s", async (path, address, max) => {
    for (let use = 0; use < max; use += 1) expect((await view(path, address)).status).toBe(200);
    const refused = await view(path, address);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.text()).toContain("Please wait");
    expect((await view(path, "203.0.113.1")).status).toBe(200);
    // Another address of the same connection.
    expect((await view(path, address.replace(/1$/, "2"))).status).toBe(address.includes(":") ? 429 : 200);
  });
});

describe("the body of a form or an action", () => {
  const send = async (body: BodyInit, headers: Record<string, string>) =>
    await proxy(new NextRequest("https://shop.example/cart", { method: "POST", body, headers: { host: "shop.example", ...headers } }));
  const action = { "next-action": "00", "content-type": "text/plain;charset=UTF-8" };
  const fields = (...entries: [string, string | Blob][]) => {
    const form = new FormData();
    for (const [name, value] of entries) form.append(name, value);
    return form;
  };

  test.each([
    ["parts without an end", "--x\r\nbroken", { "content-type": "multipart/form-data; boundary=x" }, 400],
    ["parts without a boundary", "x", { "content-type": "multipart/form-data" }, 400],
    ["arguments that are not JSON", "not json", action, 400],
    ["arguments that are not a list", '"text"', action, 400],
    ["arguments that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), action, 400],
    ["references of kinds that no form sends", '["$T0"]', action, 400],
    ["a reference to another part", '["$1"]', action, 400],
    ["a reference into nothing", '["$0:9:x"]', action, 400],
    ["a reference to a text", '["$0:1","a"]', action, 400],
    ["a reference to what React leaves out", '[{"a":"$undefined"},"$0:0:a"]', action, 400],
    ["a reference to a prototype", '[{},"$0:0:__proto__"]', action, 400],
    ["a reference to itself", '["$0"]', action, 400],
    ["references that double each other", '[[1],["$0:0","$0:0"],["$0:1","$0:1"]]', action, 400],
    [
      "many references to much",
      JSON.stringify([Array.from({ length: 10_000 }, () => 1), ...Array.from({ length: 50 }, () => "$0:0")]),
      action,
      400,
    ],
    ["more arguments than any action has", JSON.stringify(Array.from({ length: 1001 }, () => 1)), action, 400],
    ["a page's state that is far too long", fields(["$ACTION_1:0", `["${"a".repeat(200_000)}"]`]), {}, 400],
    ["arguments that are far too long", `["${"a".repeat(200_000)}"]`, action, 400],
    ["arguments nested far too deep", "[".repeat(100_000), action, 400],
    ["more fields than any form has", fields(...Array.from({ length: 1001 }, (_, index): [string, string] => [`a${index}`, ""])), {}, 400],
    ["arguments sent twice", fields(["0", "[]"], ["0", "[]"]), { "next-action": "00" }, 400],
    ["a field with a name of 20 kB", fields(["a".repeat(20_000), "1"]), {}, 400],
    [
      "a part with a header that no browser sends",
      `--x\r\nContent-Disposition: form-data; name="a"\r\nX-Y: ${"a".repeat(20_000)}\r\n\r\n1\r\n--x--\r\n`,
      { "content-type": "multipart/form-data; boundary=x" },
      400,
    ],
    ["no arguments", fields(["1_email", "x"]), { "next-action": "00" }, 400],
    ["numbered parts that are not JSON", fields(["0", "["]), {}, 400],
    ["a file as a numbered part", fields(["0", new Blob(["x"])]), {}, 400],
    ["a page's state that is not JSON", fields(["$ACTION_1:0", "{"]), {}, 400],
    ["a call of a cached function", "[]", { ...action, "next-action": `80${"0".repeat(40)}` }, 404],
    ["a form for a cached function", fields([`$ACTION_ID_c0${"0".repeat(40)}`, ""]), {}, 400],
    ["a page's state for a cached function", fields(["$ACTION_1:0", `{"id":"e0${"0".repeat(40)}","bound":null}`]), {}, 400],
    ["another site's", "[]", { ...action, origin: "https://evil.example" }, 403],
    ["another port's", "[]", { ...action, origin: "https://shop.example:8443" }, 403],
    ["one of no site", "[]", { ...action, origin: "null" }, 403],
    ["one of a site that is none", "[]", { ...action, origin: "foo" }, 403],
    ["one that names the site itself", "[]", { ...action, origin: "https://evil.example", "x-forwarded-host": "shop.example" }, 403],
    ["a form in the older encoding", "a=b", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["JSON", "[]", { "content-type": "application/json" }, 415],
    ["JSON for an action", "[]", { ...action, "content-type": "application/json" }, 415],
    ["text for no action", "[]", { "content-type": "text/plain" }, 415],
    ["more than a megabyte", "x".repeat(1_000_001), action, 413],
  ] as const)("is rejected: %s", async (_, body, headers, status) => {
    const response = await send(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  test.each([
    ["a plain form", fields(["email", "$100"], ["$ACTION_ID_00", ""]), {}],
    ["a form with its page's state", fields(["$ACTION_1:0", '{"id":"00","bound":"$@1"}'], ["$ACTION_1:1", "[null]"]), {}],
    ["a form sent by script", fields(["1_email", "x"], ["0", '[{"at":"$D2026-11-24","not":"$undefined"},"$K1"]']), { "next-action": "00" }],
    ["a form with a file, as a browser sends it", fields(["a", new Blob(["x"], { type: "text/plain" })], ["č", "š\r\n--"]), {}],
    ["an object sent twice", '[{"lines":[{"a":1}],"first":"$0:0:lines:0"}]', action],
    ["one from the shop's own page", "[]", { ...action, origin: "https://shop.example" }],
    [
      "one through a reverse proxy",
      "[]",
      { ...action, host: "10.0.0.2", origin: "https://shop.example", "x-forwarded-host": "shop.example" },
    ],
    ["arguments", '[null,"ORD-2222222222","$$5"]', action],
  ] as const)("is passed on if readable: %s", async (_, body, headers) => {
    expect((await send(body, headers)).headers.get("x-middleware-next")).toBe("1");
  });
});

describe("the back office", () => {
  const visit = async (address: string, token?: string) =>
    await proxy(new NextRequest(`https://shop.example${address}`, token ? { headers: { cookie: `__Host-staff=${token}` } } : {}));
  const signIn = async (role: Role) => {
    const added = await addStaff(
      shop.db,
      { email: `${role}@example.com`, name: role, role, password: "a long password" },
      "command line",
      new Date(),
    );
    if (!added.ok) throw new Error(added.error);
    return await openSession(shop.db, added.value, { userAgent: "", network: "" }, new Date());
  };

  test("sends those without a session to sign in, and back to their page afterwards", async () => {
    const { status, headers } = await visit("/admin/staff?role=owner", "no-session");
    expect([status, headers.get("location")]).toEqual([303, "https://shop.example/admin/sign-in?next=%2Fadmin%2Fstaff%3Frole%3Downer"]);
    expect((await visit("/admin/sign-in")).status).toBe(200);
  });

  test("has no page without a route", async () => {
    expect((await visit("/admin/nothing", await signIn("owner"))).status).toBe(404);
  });

  test("answers 403 to a role without the right", async () => {
    const token = await signIn("fulfilment");
    expect((await visit("/admin", token)).headers.get("content-security-policy")).toContain("'nonce-");
    expect((await visit("/admin/staff", token)).status).toBe(403);
  });

  test("sends those whose second factor is overdue to their own account, until there is one", async () => {
    const token = await signIn("manager");
    const required = { key: "staff", value: { secondFactor: { required: true, graceDays: 0 } }, updatedAt: new Date(0) };
    await shop.db.insert(settings).values(required);
    const { status, headers } = await visit("/admin", token);
    expect([status, headers.get("location")]).toEqual([303, "https://shop.example/admin/staff/me"]);
    expect((await visit("/admin/staff/me", token)).status).toBe(200);
    await shop.db.delete(settings);
    expect((await visit("/admin", token)).status).toBe(200);
  });
});
