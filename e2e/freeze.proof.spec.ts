import { content, line, readPages } from "@/tests/factories/invoices";
import { send } from "./attack";
import { createCart, createOrder } from "./factories";
import { expect, test } from "./fixtures";
import { listServerFunctions, readRoutes, type Sent } from "./hostile-requests";
import { visit, visitDuring } from "./second-visitor";

// Requests as large as the shop accepts, while a second visitor asks for a page again and again.
const PAGE = "/";
const MAX_WAIT_MS = 250;
/** The shop's limit for a form. */
const BYTES = 1_000_000;

test.describe.configure({ mode: "default", timeout: 15 * 60_000 });

type Shape = { what: string; type: string; body: string; headers?: Readonly<Record<string, string>> };

const MULTIPART = "multipart/form-data; boundary=x";
const part = (name: string, value: string) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const multipart = (...parts: string[]) => `${parts.join("")}--x--\r\n`;
/** As much of a repeated text as the limit leaves beside other bytes. */
const fill = (text: string, beside = 1000) => text.repeat(Math.floor((BYTES - beside) / Buffer.byteLength(text)));
/** A form as script sends it, with these fields as the arguments of every kind of action. */
const called = (...fields: string[]) => multipart(part("0", '[null,"$K1"]'), ...fields);

/** The names of the shop's fields that have patterns or lengths of their own. */
const FIELDS = ["email", "phone", "note", "address", "postalCode", "vatId", "iban", "code", "reference", "token", "variantId", "quantity"];

const SHAPES: readonly Shape[] = [
  { what: "one string in two lists", type: "text/plain", body: `[["${fill("a")}"]]` },
  { what: "one string", type: "text/plain", body: `["${fill("a@a.")}"]` },
  { what: "one name", type: "text/plain", body: `[{"${fill("a")}":1}]` },
  { what: "deep lists", type: "text/plain", body: "[".repeat(BYTES / 2) + "]".repeat(BYTES / 2) },
  { what: "deep objects", type: "text/plain", body: `[${'{"a":'.repeat(160_000)}1${"}".repeat(160_000)}]` },
  { what: "many lists", type: "text/plain", body: `[${fill("[],")}[]]` },
  { what: "many objects", type: "text/plain", body: `[${fill('{"a":"b"},')}{}]` },
  { what: "references to the whole", type: "text/plain", body: `[${fill('"$0",')}"$0"]` },
  { what: "references into a list", type: "text/plain", body: `[[{}],${fill('"$0:0:0",')}1]` },
  { what: "references to a form", type: "text/plain", body: `[${fill('"$K1",')}1]` },
  { what: "a long path of a reference", type: "text/plain", body: `[[],"$0${fill(":0")}"]` },
  { what: "a long number", type: "text/plain", body: `["$n${fill("9")}"]` },
  { what: "numbers", type: "text/plain", body: `[${fill("1e308,")}1]` },
  { what: "escapes", type: "text/plain", body: `["${fill("\\u0000")}"]` },
  { what: "dates", type: "text/plain", body: `[${fill('"$D2026-13-45",')}1]` },
  { what: "nothing readable", type: "text/plain", body: fill("a", 0) },
  { what: "one field", type: MULTIPART, body: called(part("1_email", fill("a"))) },
  { what: "one name of a field", type: MULTIPART, body: called(part(fill("a"), "1")) },
  { what: "thousands of fields", type: MULTIPART, body: called(...Array.from({ length: 12_000 }, (_, index) => part(`1_${index}`, "a"))) },
  { what: "one field thousands of times", type: MULTIPART, body: called(...Array.from({ length: 12_000 }, () => part("1_note", "a"))) },
  { what: "arguments many times", type: MULTIPART, body: multipart(...Array.from({ length: 12_000 }, () => part("0", '["$K1"]'))) },
  ...(
    [
      ["letters", "a"],
      ["addresses", "a@a.a@"],
      ["spaces", "\u00a0 \t"],
      ["combining marks", "e\u0301\u0316"],
      ["invisible characters", "\u200b\u202e"],
      ["digits", "1 "],
      ["letters and dashes", "A-"],
    ] as const
  ).map(([what, text]) => ({
    what: `every field full of ${what}`,
    type: MULTIPART,
    body: called(...FIELDS.map((name) => part(`1_${name}`, text.repeat(Math.floor(79_000 / Buffer.byteLength(text)))))),
  })),
  {
    what: "a part's header",
    type: MULTIPART,
    body: `--x\r\nContent-Disposition: form-data; name="a"; ${fill("a=b; ")}\r\n\r\n1\r\n--x--\r\n`,
  },
  { what: "a part's headers", type: MULTIPART, body: `--x\r\n${fill("a: b\r\n")}\r\n1\r\n--x--\r\n` },
  {
    what: "half a delimiter",
    type: MULTIPART,
    body: `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${fill("\r\n--")}\r\n--x--\r\n`,
  },
  { what: "a form of the old kind", type: "application/x-www-form-urlencoded", body: fill("a=b&") },
  { what: "JSON", type: "application/json", body: `{"email":"${fill("a")}","reference":"x"}` },
  { what: "deep JSON", type: "application/json", body: "[".repeat(BYTES / 2) + "]".repeat(BYTES / 2) },
  {
    what: "JSON of many names",
    type: "application/json",
    body: `{${Array.from({ length: 70_000 }, (_, index) => `"${index}":1`).join()}}`,
  },
  { what: "long headers", type: "text/plain", body: "[]", headers: { cookie: `cart=${"a".repeat(6000)}`, accept: "a/b,".repeat(1500) } },
  { what: "a long cookie", type: "text/plain", body: "[]", headers: { cookie: "a=b; ".repeat(2500) } },
  { what: "a long router state", type: "text/plain", body: "[]", headers: { rsc: "1", "next-router-state-tree": "%5B".repeat(4500) } },
  { what: "a long chain of proxies", type: "text/plain", body: "[]", headers: { "x-forwarded-for": "1,".repeat(6000) } },
];

test("a request of a megabyte, of any shape and to any action or handler, holds up nobody", async ({ db, request }) => {
  const order = await createOrder(db);
  const cookie = `cart=${await createCart(db)}; order_${order.reference}=${order.accessToken}`;
  const fillIn = (route: string) => route.replace("/[locale]", "").replace("[reference]", order.reference).replace("[provider]", "stripe");
  // Calls of cached functions are refused before their body is read.
  const functions = listServerFunctions().filter(({ isAction }) => isAction);
  const actions = functions.map(({ id, route }) => ({ path: fillIn(route) || "/", headers: { "next-action": id } }));
  const handlers = Object.entries(readRoutes()).flatMap(([file, route]) =>
    file.endsWith("/route") ? [{ path: fillIn(route).replaceAll(/\[[^\]]+\]/g, "x"), headers: {} }] : [],
  );
  const sent = [...actions, ...handlers].flatMap(({ path, headers }) =>
    SHAPES.map(({ what, type, body, headers: more }): { what: string; sent: Sent } => ({
      what: `${what} to ${path} ${JSON.stringify(headers)}`,
      sent: { method: "POST", path, headers: { cookie, "content-type": type, ...headers, ...more }, body: Buffer.from(body) },
    })),
  );
  for (const { what, sent: one } of sent) expect(one.body.length, what).toBeLessThanOrEqual(BYTES);

  const alone = await longestAlone();
  let longest = { ms: 0, what: "" };
  const wrong: string[] = [];
  for (const { what, sent: one } of sent) {
    let ms = Infinity;
    // Another program may have kept the machine busy; what a request does to others it repeats.
    for (let time = 0; time < 4 && ms >= MAX_WAIT_MS; time += 1) {
      const { value: answer, longestMs } = await visitDuring(PAGE, async () => await send(one));
      ms = Math.min(ms, longestMs);
      if (answer.status >= 500) wrong.push(`${answer.status}: ${what}`);
    }
    if (ms > longest.ms) longest = { ms, what };
    // On a busy machine a visitor waits long also without any such request.
    if (ms >= MAX_WAIT_MS && ms > 5 * (await longestAlone())) wrong.push(`${Math.round(ms)} ms: ${what}`);
  }
  console.log(`${sent.length} requests of up to 1 MB: the second visitor waited ${Math.round(longest.ms)} ms at most (${longest.what}),`);
  console.log(`and ${Math.round(alone)} ms at most alone`);
  expect(wrong).toEqual([]);
  expect((await request.get("/api/health")).status()).toBe(200);
});

test("an invoice of 400 lines is printed while others are served", async ({ context, holdOrder, sql }) => {
  const { reference } = await holdOrder({ paymentMethod: "bank_transfer" });
  const print = async (number: number) => {
    const lines = Array.from({ length: 400 }, (_, index) => line(index + 1, { name: `Shirt ${number}` }));
    await sql`
      insert into invoices (order_id, kind, year, premises, device, number, content, issued_at)
      select id, 'credit_note', 2000, ${reference}, '1', ${number}, ${JSON.stringify(content({ orderReference: reference, lines }))}::text::jsonb, now()
      from orders where reference = ${reference}`;
    const [issued] = await sql<{ id: string }[]>`select id from invoices where premises = ${reference} and number = ${number}`;
    const started = Date.now();
    const { value: answer, longestMs } = await visitDuring(
      PAGE,
      async () => await context.request.get(`/api/orders/${reference}/invoice?document=${issued?.id}`, { timeout: 120_000 }),
    );
    expect((await readPages(await answer.body())).join("")).toContain("SKU-0400");
    return { seconds: (Date.now() - started) / 1000, longestMs };
  };
  // The thread that prints shares the processor with the server's, so on a busy machine others wait longer also without a fault.
  const maxMs = Math.max(MAX_WAIT_MS, 5 * (await longestAlone()));
  let printed = await print(1);
  if (printed.longestMs >= maxMs) printed = await print(2);
  console.log(
    `400 lines: printed in ${printed.seconds.toFixed(1)} s, others waited ${Math.round(printed.longestMs)} ms at most, of ${Math.round(maxMs)}`,
  );
  expect(printed.longestMs).toBeLessThan(maxMs);
});

/** The longest of a hundred waits while nobody else asks for anything. */
async function longestAlone(): Promise<number> {
  for (let time = 0; time < 20; time += 1) await visit(PAGE);
  let longest = 0;
  for (let time = 0; time < 100; time += 1) longest = Math.max(longest, await visit(PAGE));
  return longest;
}
