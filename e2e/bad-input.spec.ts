import type { APIRequestContext, APIResponse } from "@playwright/test";
import { checkout } from "@/messages/en/checkout";
import { TEST_SHOP_SECRETS } from "@/scripts/test-shop-address";
import { attack } from "./attack";
import { createCart } from "./factories";
import { expect, test } from "./fixtures";
import { hostileRequests, listServerFunctions } from "./hostile-requests";

async function expectProblem(response: APIResponse, status: number, what: string) {
  expect(response.status(), what).toBe(status);
  expect(response.headers()["content-type"], what).toBe("application/problem+json");
  expect(response.headers()["cache-control"], what).toContain("no-store");
  expect(await response.json(), what).toMatchObject({ type: "about:blank", status });
}

/** The id of the action that a page's form submits to. */
async function actionOf(request: APIRequestContext, page: string): Promise<string> {
  return /ACTION_ID_([0-9a-f]+)/.exec(await (await request.get(page)).text())?.[1] ?? "";
}

test("a URL that can't be decoded is answered with a problem document", async ({ request }) => {
  for (const path of ["/products/%E0%A4%A", "/track/%", "/media/%ff", "/api/orders/%E0%A4%A/invoice", "/api/orders/x/invoice?token=%"])
    await expectProblem(await request.get(path), 400, path);
  await expectProblem(await request.post("/cart/%", { form: { a: "b" } }), 400, "a form");
  expect((await request.get("/search?q=100%")).status()).toBe(200);
});

test("a method that no page has is answered with a problem document, and changes nothing", async ({ request }) => {
  for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS"]) {
    for (const path of ["/", "/cart", "/products/everyday-t-shirt", "/checkout"]) {
      const response = await request.fetch(path, { method });
      await expectProblem(response, 405, `${method} ${path}`);
      expect(response.headers().allow).toBe("GET, HEAD, POST");
    }
  }
  expect((await request.fetch("/api/orders/track", { method: "PUT" })).status()).toBe(405);
  expect((await request.head("/")).status()).toBe(200);
});

test("the filtered list of a category or collection that does not exist is a 404", async ({ request }) => {
  for (const path of ["/categories/nope?color=clay", "/collections/nope?page=2", "/categories/%00?size=m", "/categories/nope/filtered"]) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(404);
    expect(await response.text(), path).toContain("Earthman");
  }
  // Such requests would hang or fail if the shop asked itself over the network for the answer.
  const strange = await request.fetch("/collections/nope/filtered", {
    method: "GET",
    data: "x",
    headers: { "X-Forwarded-Proto": "https" },
    timeout: 5000,
  });
  expect(strange.status()).toBe(404);
  expect((await request.get("/categories/tops?color=clay")).status()).toBe(200);
});

test("an unreadable API body is answered with a problem document", async ({ request }) => {
  const json = { "Content-Type": "application/json" };
  const bodies = [
    { what: "not JSON", data: "{", headers: json, status: 400 },
    { what: "not UTF-8", data: Buffer.from([0x7b, 0xff, 0x7d]), headers: json, status: 400 },
    { what: "names of a prototype", data: '{"__proto__":{"email":"a@b.hr","reference":"x"}}', headers: json, status: 400 },
    { what: "a form", data: "email=a&reference=b", headers: { "Content-Type": "application/x-www-form-urlencoded" }, status: 415 },
    { what: "too long", data: JSON.stringify({ email: "a@b.hr", reference: "x".repeat(5000) }), headers: json, status: 413 },
  ];
  for (const { what, data, headers, status } of bodies)
    await expectProblem(await request.post("/api/orders/track", { data, headers }), status, what);
  await expectProblem(await request.post("/api/webhooks/stripe", { data: Buffer.from([0xff, 0xfe]) }), 400, "webhook");
  await expectProblem(await request.post("/api/webhooks/stripe", { data: Buffer.alloc(1_000_001, "a") }), 413, "long webhook");
  await expectProblem(await request.post("/api/webhooks/nobody", { data: "x" }), 404, "webhook of nobody");
  await expectProblem(await request.post("/api/revalidate", { data: { tags: 1 }, headers: bearer("x") }), 400, "tags");
});

const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });

test("the scheduler's secret runs jobs but drops no cached pages", async ({ request }) => {
  const response = await request.post("/api/revalidate", { data: { tags: ["none"] }, headers: bearer(TEST_SHOP_SECRETS.CRON_SECRET) });
  await expectProblem(response, 401, "revalidate");
  expect(response.headers()["www-authenticate"]).toBe("Bearer");
});

test("an unreadable form or action is rejected, and one that no page sends gets the page's own answer", async ({ request }) => {
  const action = await actionOf(request, "/track");
  expect(action).not.toBe("");
  const byScript = { "Next-Action": action, "Content-Type": "text/plain;charset=UTF-8" };
  const unreadable = [
    { what: "broken parts", data: "--x\r\nbroken", headers: { "Content-Type": "multipart/form-data; boundary=x" }, status: 400 },
    { what: "no boundary", data: "x", headers: { "Content-Type": "multipart/form-data" }, status: 400 },
    { what: "not JSON", data: "not json", headers: byScript, status: 400 },
    { what: "strange references", data: '["$T0","$Q2","$@3","$F4","$h5"]', headers: byScript, status: 400 },
    { what: "a reference into nothing", data: '["$1:a"]', headers: byScript, status: 400 },
    { what: "another site's form", data: "[]", headers: { ...byScript, Origin: "https://evil.example" }, status: 403 },
    { what: "the form of no site", data: "[]", headers: { ...byScript, Origin: "foo" }, status: 403 },
    { what: "JSON", data: "{}", headers: { "Content-Type": "application/json" }, status: 415 },
    { what: "an older form", data: "a=b", headers: { "Content-Type": "application/x-www-form-urlencoded" }, status: 415 },
    { what: "too long", data: Buffer.alloc(1_500_000, "a"), headers: byScript, status: 413 },
  ];
  for (const page of ["/track", "/cart", "/"]) {
    for (const { what, data, headers, status } of unreadable)
      await expectProblem(await request.post(page, { data, headers }), status, `${page}: ${what}`);
  }
  for (const data of ["[]", '[{"email":"a@b.hr"},2]', '["$K1"]', '[{"__proto__":{"x":1}}]', "[null,null,null]", '"text"', "null", "{}"]) {
    const response = await request.post("/track", { data, headers: byScript, maxRedirects: 0 });
    expect(response.status(), data).toBeLessThan(500);
  }
  const file = { name: "x.txt", mimeType: "text/plain", buffer: Buffer.from("x") };
  const withFile = await request.post("/track", {
    multipart: { [`$ACTION_ID_${action}`]: "", email: file, reference: "x" },
    maxRedirects: 0,
  });
  expect([withFile.status(), withFile.headers().location]).toEqual([303, "/track?outcome=malformed#outcome"]);
});

test("a cached function can't be called from outside", async ({ request }) => {
  const cached = listServerFunctions().filter(({ isAction }) => !isAction);
  expect(cached.length).toBeGreaterThan(0);
  for (const { id } of cached) {
    await expectProblem(await request.post("/cart", { data: "[]", headers: { "Next-Action": id, "Content-Type": "text/plain" } }), 404, id);
    await expectProblem(await request.post("/cart", { multipart: { [`$ACTION_ID_${id}`]: "" } }), 400, id);
  }
});

test("characters that can't be seen, and a router state that can't be read, change nothing", async ({ request }) => {
  expect(await (await request.get("/search/suggestions?q=ca%00p%E2%80%AE")).json()).toEqual(
    await (await request.get("/search/suggestions?q=cap")).json(),
  );
  for (const path of ["/cart", "/search?q=%00", "/track/x"]) {
    const state = await request.get(path, { headers: { RSC: "1", "Next-Router-State-Tree": "garbage" } });
    expect([state.status(), state.headers()["content-type"]], path).toEqual([200, "text/x-component"]);
  }
  expect((await request.get("/_next/image?url=%2Ficon.svg&w=64&q=75")).status()).toBe(404);
});

test("a checkout without script keeps a note that is far too long out of its cookie, and says so", async ({ request, db }) => {
  const headers = { Cookie: `cart=${await createCart(db)}` };
  const html = await (await request.get("/checkout", { headers })).text();
  const own = [...html.matchAll(/name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g)].map(([, name = "", value = ""]) => [
    name,
    value.replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
  ]);
  const multipart = { ...Object.fromEntries(own), note: "a".repeat(30_000) };
  const sent = await request.post("/checkout", { multipart, headers, maxRedirects: 0 });
  expect([sent.status(), sent.headers().location]).toEqual([303, "/checkout#outcome"]);
  const cookie = sent.headers()["set-cookie"] ?? "";
  expect(cookie.length).toBeLessThan(4096);
  const page = await request.get("/checkout", { headers: { Cookie: `${headers.Cookie}; ${cookie.split(";")[0]}` } });
  expect(await page.text()).toContain(checkout.errors.too_long);
});

test("no hostile request gets a 500, waits long, delays others or logs an error", async () => {
  await attack(hostileRequests({ cookie: "cart=x", values: ["x"] }), { seed: 42, count: 60, minutes: 2, atOnce: 4 });
});
