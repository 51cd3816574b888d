import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { messageIdSchema } from "@/lib/core/ids";
import { resendTransport } from "./resend";
import type { Mail } from "./transport";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const JSON_TYPE = "application/json";

const mail: Mail = {
  id: messageIdSchema.parse("6f7b1a3e-5c3d-4b47-9c4a-2b8f0d1e9a55"),
  from: { name: "Earthman", address: "hello@shop.example" },
  to: "ana@example.com",
  subject: "Your order",
  html: "<p>Thank you.</p>",
  text: "Thank you.",
  pictures: [],
};

/** Sends the mail to a server that gives this answer. */
async function sendTo(status: number, body: unknown, type: string) {
  const server = createServer((_, response) => {
    response.writeHead(status, { "Content-Type": type }).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => server.close());
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the server has no address");
  return await resendTransport("re_test", `http://127.0.0.1:${address.port}`)(mail);
}

test.each([
  ["a gateway's 500 without a status in its text", 500, { message: "upstream connect error" }, JSON_TYPE],
  ["a gateway's 429 without a status in its text", 429, { message: "slow down" }, JSON_TYPE],
  ["a page instead of JSON", 502, "<html>Bad gateway</html>", "text/html"],
  ["a quota", 429, { statusCode: 429, name: "rate_limit_exceeded", message: "Too many requests" }, JSON_TYPE],
  ["a key that was revoked", 401, { statusCode: 401, name: "missing_api_key", message: "Missing API key" }, JSON_TYPE],
])("tries again after %s", async (_, status, body, type) => {
  expect(await sendTo(status, body, type)).toMatchObject({ ok: false, final: false });
});

test("gives up on a mail that is wrong in itself", async () => {
  expect(await sendTo(422, { statusCode: 422, name: "validation_error", message: "Invalid `to` field" }, JSON_TYPE)).toMatchObject({
    final: true,
  });
});
