import type { SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { messageIdSchema } from "@/lib/core/ids";
import { startMailServer } from "./mail-server";
import { smtpTransport } from "./smtp";
import type { Mail } from "./transport";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function startServer(options: SMTPServerOptions = {}) {
  const server = await startMailServer(options);
  ends.push(server.close);
  return server;
}

const mail: Mail = {
  id: messageIdSchema.parse("6f7b1a3e-5c3d-4b47-9c4a-2b8f0d1e9a55"),
  from: { name: "Earthman, Ltd.", address: "hello@shop.example" },
  to: "ana@example.com",
  subject: "Your order ORD-ABCDEFGH23 — €12.34",
  html: "<p>Thank you, Ana Čačić.</p>",
  text: "Thank you, Ana Čačić.",
  pictures: [{ name: "sepa-qr", type: "image/png", base64: "iVBORw0KGgo=" }],
};

const refusing = (responseCode: number) => Object.assign(new Error("no"), { responseCode });

test("sends both parts, and uses the same Message-ID for a retry", async () => {
  const { received, url } = await startServer();
  const send = smtpTransport(url, "https://shop.example");
  expect(await send(mail)).toEqual({ ok: true });
  expect(await send(mail)).toEqual({ ok: true });
  const ids = received.map((raw) => /^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim());
  expect(ids).toEqual([`<${mail.id}@shop.example>`, `<${mail.id}@shop.example>`]);
  expect(received[0]).toMatch(/^From: "Earthman, Ltd\." <hello@shop\.example>\r$/m);
  expect(received[0]).toContain("Content-Type: text/plain");
  expect(received[0]).toContain("Content-Type: text/html");
  expect(received[0]).toMatch(/^Content-ID: <sepa-qr>\r$/im);
  expect(received[0]).toContain("iVBORw0KGgo=");
});

test("a rejected recipient is a final failure; a busy server is not", async () => {
  const refused = await startServer({ onRcptTo: (_address, _session, answer) => answer(refusing(550)) });
  expect(await smtpTransport(refused.url, "https://shop.example")(mail)).toEqual({ ok: false, error: "smtp: EENVELOPE 550", final: true });
  const busy = await startServer({ onRcptTo: (_address, _session, answer) => answer(refusing(451)) });
  expect(await smtpTransport(busy.url, "https://shop.example")(mail)).toEqual({ ok: false, error: "smtp: EENVELOPE 451", final: false });
});

test("a refusal to relay is not a final failure", async () => {
  const { url } = await startServer({ onRcptTo: (_address, _session, answer) => answer(refusing(554)) });
  expect(await smtpTransport(url, "https://shop.example")(mail)).toEqual({ ok: false, error: "smtp: EENVELOPE 554", final: false });
});

test("a rejected sender is not a final failure", async () => {
  const { url } = await startServer({ onMailFrom: (_address, _session, answer) => answer(refusing(553)) });
  expect(await smtpTransport(url, "https://shop.example")(mail)).toEqual({ ok: false, error: "smtp: EENVELOPE 553", final: false });
});

test("a wrong password or an unreachable server is not a final failure", async () => {
  const guarded = await startServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, answer) => answer(refusing(535)),
  });
  const url = guarded.url.replace("//", "//shop:wrong@");
  expect(await smtpTransport(url, "https://shop.example")(mail)).toMatchObject({
    ok: false,
    error: expect.stringContaining("EAUTH"),
    final: false,
  });
  expect(await smtpTransport("smtp://127.0.0.1:1", "https://shop.example")(mail)).toMatchObject({ ok: false, final: false });
});
