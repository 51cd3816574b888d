import { readFileSync } from "node:fs";
import { z } from "zod";
import { localePath } from "@/lib/core/locale-path";
import { LOCALES } from "@/lib/core/locales";
import { TEST_BUILD, TEST_SHOP } from "@/scripts/test-shop-address";
import { expect, test } from "./fixtures";

// One test requests every page.
test.setTimeout(180_000);

/** From the build: every page's path in each language, with parameters filled in, and whether it is rendered per request. */
function listPages() {
  const routes = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(`${TEST_BUILD}/app-path-routes-manifest.json`, "utf8")));
  return Object.entries(routes)
    .filter(([file, route]) => file.endsWith("/page") && !route.startsWith("/_"))
    .flatMap(([file, route]) => {
      const isSecure = /^\/(\[locale\]\/\(secure\)|admin|dev)\//.test(file);
      // A filtered list of nothing is a plain 404 with a stricter policy of its own.
      const list = route
        .replace("/categories/[slug]/filtered", "/categories/tops/filtered")
        .replace("/collections/[slug]/filtered", "/collections/the-mountain/filtered");
      const path = list.replace(/^\/\[locale\]/, "").replaceAll(/\[[^\]]+\]/g, "any") || "/";
      const paths = route.startsWith("/[locale]") ? LOCALES.map((locale) => localePath(locale, path)) : [path];
      return paths.map((each) => ({ path: each, isSecure }));
    });
}

function sourcesOf(policy: string | undefined, directive: string): string {
  const found = policy?.split("; ").find((part) => part.startsWith(`${directive} `));
  return found?.slice(directive.length + 1) ?? "";
}

const ALWAYS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** Pages with payments, where a payment window may answer its opener and wallets run in frames. */
const PAYING = /^(?:\/[a-z]{2}(?:-[A-Z]{2})?)?\/(checkout|orders\/any|track\/any)$/;

test("every page has the security headers and the policy of its layout", async ({ request }) => {
  const pages = listPages();
  expect(pages.length).toBeGreaterThan(0);
  for (const { path, isSecure } of [...pages, { path: "/no-such-page", isSecure: false }, { path: "/no/such/page", isSecure: false }]) {
    const headers = (await request.get(path)).headers();
    const policy = headers["content-security-policy"];
    expect(headers, path).toMatchObject(ALWAYS);
    expect(headers["permissions-policy"], path).toContain("camera=()");
    const paying = PAYING.test(path);
    expect(headers["cross-origin-opener-policy"], path).toBe(paying ? "same-origin-allow-popups" : "same-origin");
    expect(headers["permissions-policy"], path).toContain(paying ? 'payment=(self "https://js.stripe.com"' : "payment=()");
    for (const directive of ["frame-src", "connect-src"]) {
      expect(sourcesOf(policy, directive).includes("stripe.com"), `${path} ${directive}`).toBe(paying);
      expect(sourcesOf(policy, directive), path).not.toMatch(/(^| )(\*|https?:)( |$)/);
    }
    expect(headers["x-powered-by"], path).toBeUndefined();
    expect(headers["cross-origin-resource-policy"], path).toBe("same-origin");
    expect(sourcesOf(policy, "script-src"), path).toMatch(isSecure ? /^'nonce-[\w+/]{24}' 'strict-dynamic'$/ : /^'self' 'unsafe-inline'$/);
    for (const none of ["object-src", "base-uri", "frame-ancestors", "script-src-attr"])
      expect(sourcesOf(policy, none), path).toBe("'none'");
    expect(sourcesOf(policy, "default-src"), path).toBe("'self'");
    expect(headers["referrer-policy"], path).toBe(isSecure ? "same-origin" : "strict-origin-when-cross-origin");
    if (isSecure) expect(headers["cache-control"], path).toContain("no-store");
  }
});

test("the pages rendered per request get a new nonce, which all their scripts have", async ({ request }) => {
  for (const { path } of listPages().filter((page) => page.isSecure)) {
    const nonces = new Set<string>();
    for (let visit = 0; visit < 2; visit++) {
      const response = await request.get(path);
      const nonce = /'nonce-([^']+)'/.exec(response.headers()["content-security-policy"] ?? "")?.[1];
      expect(nonce, path).toBeTruthy();
      nonces.add(nonce ?? "");
      const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length, path).toBeGreaterThan(0);
      for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`);
    }
    expect(nonces.size, path).toBe(2);
  }
});

test("browsers run the scripts of both kinds of page and refuse injected ones", async ({ page }) => {
  for (const path of ["/", "/cart", "/checkout"]) {
    const refused: string[] = [];
    await page.exposeFunction(`refuse_${path.length}`, (directive: string) => refused.push(directive));
    await page.addInitScript((name) => {
      document.addEventListener("securitypolicyviolation", (event) => Reflect.get(window, name)(event.effectiveDirective));
    }, `refuse_${path.length}`);
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    expect(refused, `${path} breaks its own policy`).toEqual([]);
  }
});

test.describe("an attack", () => {
  test.use({ expectedErrors: [/Content Security Policy/] });

  test("by a handler attribute, a foreign script or a foreign frame is refused", async ({ page }) => {
    for (const path of ["/", "/checkout"]) {
      await page.goto(path);
      const outcome = await page.evaluate(async () => {
        const refused: string[] = [];
        const all = new Promise<void>((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => {
            refused.push(event.effectiveDirective);
            if (new Set(refused).size === 3) resolve();
          });
        });
        document.body.insertAdjacentHTML("beforeend", '<p id="bait" onclick="window.stolen = true">bait</p>');
        document.getElementById("bait")?.click();
        const foreign = document.createElement("iframe");
        foreign.src = "https://attacker.example/";
        document.body.append(foreign);
        const base = document.createElement("base");
        base.href = "https://attacker.example/";
        document.head.append(base);
        // A frame is only refused when the browser reaches it.
        await Promise.race([all, new Promise((resolve) => setTimeout(resolve, 10_000))]);
        return { refused, stolen: Reflect.get(window, "stolen") };
      });
      expect(outcome.stolen).toBeUndefined();
      expect(outcome.refused).toEqual(expect.arrayContaining(["script-src-attr", "frame-src", "base-uri"]));
    }
  });
});

test("answers other than pages allow nothing at all", async ({ request }) => {
  const headers = (await request.get("/api/health")).headers();
  expect(headers).toMatchObject({ ...ALWAYS, "cross-origin-opener-policy": "same-origin", "cache-control": "no-store" });
  expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
});

test("only pictures may be shown by other sites", async ({ request }) => {
  expect((await request.get("/media/none-100.avif")).headers()["cross-origin-resource-policy"]).toBe("cross-origin");
});

test("HTTPS is required for two years, and only if the request used it", async ({ request }) => {
  const overHttps = await request.get(TEST_SHOP, { headers: { "X-Forwarded-Proto": "https" } });
  expect(overHttps.headers()["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
  expect((await request.get(TEST_SHOP)).headers()["strict-transport-security"]).toBeUndefined();
});

test("a browser's report of blocked content is logged without what is personal, and anything else is refused", async ({ request }) => {
  const old = {
    "csp-report": {
      "document-uri": `${TEST_SHOP}/track/secret-token?a=b`,
      "blocked-uri": "https://evil.example/x.js",
      "violated-directive": "script-src",
    },
  };
  const send = async (data: unknown, type: string) =>
    await request.post("/api/content-reports", { data: JSON.stringify(data), headers: { "Content-Type": type } });
  expect((await send(old, "application/csp-report")).status()).toBe(204);
  const body = { documentURL: `${TEST_SHOP}/cart`, blockedURL: "inline", effectiveDirective: "script-src-attr" };
  expect((await send([{ type: "csp-violation", body }], "application/reports+json")).status()).toBe(204);
  expect((await send({ any: "thing" }, "application/json")).status()).toBe(400);
  const logged = readFileSync(".data/test-server.log", "utf8");
  expect(logged).toContain('"page":"/track","blocked":"https://evil.example","directive":"script-src"');
  expect(logged).not.toContain("secret-token");
});

test("says where to report a weakness", async ({ request }) => {
  const response = await request.get("/.well-known/security.txt");
  expect([response.status(), response.headers()["content-type"]]).toEqual([200, "text/plain; charset=utf-8"]);
  const text = await response.text();
  expect(text).toMatch(/^Contact: mailto:\S+@\S+$/m);
  const expires = Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? "");
  expect(expires - Date.now()).toBeGreaterThan(100 * 24 * 3600 * 1000);
  expect(expires - Date.now()).toBeLessThan(365 * 24 * 3600 * 1000);
});
