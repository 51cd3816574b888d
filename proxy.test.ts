import { NextRequest } from "next/server";
import { expect, test } from "vitest";

// A shop that can be reached from elsewhere; read at the first use.
Object.assign(process.env, {
  SITE_URL: "https://shop.example",
  APP_SECRET: "2f9b0c4d6e8a1357f0e9d8c7b6a54321",
  CRON_SECRET: "8d1f6c0b5a7e4932908d7c6b5a4f3e21",
  SMTP_URL: "smtp://mail.example",
});
const { proxy } = await import("./proxy");

test.each(["/dev/mailbox", "/dev/mailbox/6f7b1a3e-5c3d-4b47-9c4a-2b8f0d1e9a55"])("a public shop has no %s", (path) => {
  const { headers } = proxy(new NextRequest(`https://shop.example${path}`));
  expect(headers.get("x-middleware-rewrite")).toBe("https://shop.example/_not-found");
  expect(headers.get("content-security-policy")).toContain("default-src 'self'");
});

test("other pages go on with a nonce", () => {
  const { headers } = proxy(new NextRequest("https://shop.example/checkout"));
  expect(headers.get("x-middleware-rewrite")).toBeNull();
  expect(headers.get("content-security-policy")).toMatch(/'nonce-[\w+/]{24}'/);
});

test.each(["/checkout", "/orders/ORD-2222222222", "/track/a-token"])("%s may load what payments need", (path) => {
  expect(proxy(new NextRequest(`https://shop.example${path}`)).headers.get("content-security-policy")).toContain("https://js.stripe.com");
});

test.each(["/track", "/withdraw"])("%s loads nothing of a payment provider's", (path) => {
  expect(proxy(new NextRequest(`https://shop.example${path}`)).headers.get("content-security-policy")).not.toContain("stripe");
});
