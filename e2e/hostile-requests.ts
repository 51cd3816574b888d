import { readFileSync } from "node:fs";
import fc from "fast-check";
import { z } from "zod";
import { TEST_BUILD } from "@/scripts/test-shop-address";

export type Sent = { method: string; path: string; headers: Readonly<Record<string, string>>; body: Buffer };

const readBuild = (file: string): unknown => JSON.parse(readFileSync(`${TEST_BUILD}/${file}`, "utf8"));
/** The build's routes by their files, with parameters in brackets. */
export const readRoutes = () => z.record(z.string(), z.string()).parse(readBuild("app-path-routes-manifest.json"));

/** The build's actions and cached functions, each with a route that has it. */
export function listServerFunctions(): { id: string; route: string; isAction: boolean }[] {
  const routes = readRoutes();
  const schema = z.object({
    node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()), exportedName: z.string() })),
  });
  return Object.entries(schema.parse(readBuild("server/server-reference-manifest.json")).node).map(([id, { workers, exportedName }]) => {
    const [worker = ""] = Object.keys(workers);
    return { id, route: routes[worker.replace(/^app/, "")] ?? "/", isAction: !exportedName.startsWith("$$RSC_SERVER_CACHE_") };
  });
}

const STRANGE = [
  ..."\0\n\u202e\u200b\ufeff\ud800🧵%'\"\\<{[$:;,".split(""),
  ...["", " ", "%00", "%", "%E0%A4%A", "..", "../../etc/passwd", "__proto__", "constructor", "toString", "undefined", "null", "NaN"],
  ...[
    "-1",
    "0",
    "1.5",
    "1e309",
    "9".repeat(400),
    "0x10",
    "2026-13-45",
    "on",
    "en",
    "hr",
    "xx",
    "HR",
    "standard",
    "card",
    "paypal",
    "withdrawal",
  ],
  ...[
    "a@b.hr",
    "x'; drop table orders; --",
    "ORD-2222222222",
    "00000000-0000-4000-8000-000000000000",
    "a".repeat(30_000),
    "\u0301\u0316".repeat(5000),
  ],
  ...["$0", "$1", "$1:a", "$F1", "$@1", "$K1", "$T0", "$0:0", "$D0", "$n5", "$undefined", "$Q1", "$B1", "$r1", "$h1"],
];
const NAMES = [
  ...["0", "1", "1_email", "_1", "$ACTION_REF_1", "$ACTION_1:0", "$ACTION_1:1", "$ACTION_KEY", "__proto__", "locale", "script", "intent"],
  ...["variantId", "quantity", "to", "code", "country", "email", "phone", "firstName", "address", "note", "checkoutKey", "fingerprint"],
  ...["reference", "token", "iban", "kind", "name", "reason", "id", "quantity-0", "quantity-99999", "shippingMethod", "paymentMethod"],
];
const QUERY = [
  "q",
  "color",
  "size",
  "category",
  "min",
  "max",
  "in_stock",
  "sort",
  "page",
  "token",
  "document",
  "step",
  "kind",
  "order",
  "refusal",
  "outcome",
  "_rsc",
];
const TYPES = [
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "multipart/form-data; boundary=",
  "text/plain;charset=UTF-8",
  "application/json",
];

const text = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...STRANGE) }, fc.string({ unit: "binary", maxLength: 40 }));
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value")),
    fc.dictionary(text, tie("value")),
  ),
})).value;

/** A form as bytes, sometimes cut off; a multipart name can't contain its own delimiters. */
const multipart = fc
  .record({
    parts: fc.array(
      fc.tuple(
        fc.constantFrom(...NAMES),
        fc.oneof(
          text,
          json.map((value) => JSON.stringify(value)),
        ),
        fc.boolean(),
      ),
      { maxLength: 8 },
    ),
    cut: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ parts, cut }) => {
    const lines = parts.map(([name, value, isFile]) => {
      const file = isFile && value.length % 5 === 0 ? '; filename="x.txt"' : "";
      return `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
    });
    const whole = Buffer.from(`${lines.join("")}--x--\r\n`);
    return whole.subarray(0, Math.floor(whole.length * cut));
  });
const body = fc.oneof(
  { weight: 4, arbitrary: multipart },
  { weight: 4, arbitrary: fc.array(json, { maxLength: 4 }).map((list) => Buffer.from(JSON.stringify(list))) },
  json.map((value) => Buffer.from(JSON.stringify(value))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom("[".repeat(50_000), `["${"a".repeat(900_000)}"]`, "a".repeat(1_100_000), '{"a":').map((each) => Buffer.from(each)),
);
const headerValue = fc.oneof(
  fc.constantFrom("1", "*", "garbage", "%", "%5B%22%22%5D", "https://evil.example", "null", "bytes=0-", "a".repeat(2000)),
);
const HEADERS = [
  ...["rsc", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch", "next-url", "origin", "x-forwarded-host"],
  ...[
    "x-forwarded-for",
    "x-forwarded-proto",
    "range",
    "if-none-match",
    "if-modified-since",
    "accept",
    "accept-language",
    "accept-encoding",
  ],
  ...["authorization", "cookie", "x-middleware-subrequest", "x-nextjs-data", "x-http-method-override", "purpose", "stripe-signature"],
];

/** Requests to everything that the build answers, with the cookies of a shopper. `cookie` gives access to a cart and an order. */
export function hostileRequests({ cookie, values }: { cookie: string; values: readonly string[] }): fc.Arbitrary<Sent> {
  const routes = Object.values(readRoutes()).filter((route) => !route.startsWith("/_"));
  const parameter = fc.oneof(fc.constantFrom(...values), text.map(encodeLoosely), fc.constantFrom("%", "%ff", "%00", "a%2Fb"));
  const pathOf = (route: string) =>
    fc
      .tuple(
        fc.array(parameter, { minLength: 3, maxLength: 3 }),
        fc.array(fc.tuple(fc.constantFrom(...QUERY), parameter), { maxLength: 4 }),
        fc.boolean(),
      )
      .map(([parameters, query, croatian]) => {
        const path = route.replace("/[locale]", croatian ? "/hr" : "").replaceAll(/\[[^\]]+\]/g, () => parameters.pop() ?? "x");
        return `${path || "/"}${query.length > 0 ? "?" : ""}${query.map(([name, value]) => `${name}=${value}`).join("&")}`.slice(0, 8000);
      });
  const headers = fc.dictionary(fc.constantFrom(...HEADERS), headerValue, { maxKeys: 3 });
  const visit = fc.constantFrom(...routes).chain((route) =>
    fc.record({
      method: fc.constantFrom("GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"),
      path: pathOf(route),
      headers: fc
        .tuple(headers, fc.constantFrom(...TYPES), fc.boolean())
        .map(([more, type, typed]) => ({ cookie, ...(typed && { "content-type": type }), ...more })),
      body: fc.oneof({ weight: 3, arbitrary: fc.constant(Buffer.alloc(0)) }, body),
    }),
  );
  const call = fc.constantFrom(...listServerFunctions()).chain(({ id, route }) =>
    fc.record({
      method: fc.constant("POST"),
      path: pathOf(route),
      headers: fc
        .tuple(headers, fc.oneof({ weight: 3, arbitrary: fc.constantFrom(TYPES[0] ?? "", TYPES[3] ?? "") }, fc.constantFrom(...TYPES)))
        .map(([more, type]) => ({ cookie, "next-action": id, "content-type": type, ...more })),
      body,
    }),
  );
  return fc.oneof(visit, { weight: 2, arbitrary: call });
}

/** Encodes what a client can't put into a request line, but leaves a percent sign as it is. */
function encodeLoosely(value: string): string {
  return Buffer.from(value.slice(0, 2000)).toString().split("%").map(encodeURIComponent).join("%");
}
