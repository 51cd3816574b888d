import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";

/** The order in which things happened. */
let steps: string[] = [];
let withinLimit = true;

vi.mock("./request-context", () => ({
  async consumeLimit(limit: string) {
    steps.push(`limit ${limit}`);
    return withinLimit ? { ok: true } : { ok: false, error: "rate_limited", retryAfterSeconds: 60 };
  },
}));
vi.mock("./send-mail", () => ({ sendMailAfterwards: () => steps.push("mail") }));
const { anyFields, anyone, apiRoute, form, publicAction } = await import("./action");

beforeEach(() => {
  steps = [];
  withinLimit = true;
});
afterEach(() => vi.restoreAllMocks());

function formOf(fields: readonly (readonly [string, string | File])[]): FormData {
  const sent = new FormData();
  for (const [name, value] of fields) sent.append(name, value);
  return sent;
}

describe("publicAction", () => {
  const save = publicAction(z.tuple([z.unknown(), form(z.object({ name: z.string().min(1), order: z.string() }))]), {
    access: async ([, { order }]) => {
      steps.push("access");
      return order === "mine" ? { owner: "Ana" } : undefined;
    },
    limit: "changeOrder",
    mails: true,
    act: async ([, { name }], { owner }): Promise<unknown> => {
      steps.push("act");
      return { name, owner };
    },
    refuse: async ({ error, fields }) => ({ error, fields }),
  });
  const good = () =>
    formOf([
      ["name", "Shirt"],
      ["order", "mine"],
    ]);

  test("parses the input, checks access and limit, then acts, and sends mail after the answer", async () => {
    expect(await save(null, good())).toEqual({ name: "Shirt", owner: "Ana" });
    expect(steps).toEqual(["access", "limit changeOrder", "mail", "act"]);
  });

  test("rejects malformed input before any check, and answers with the form's fields", async () => {
    expect(await save(null, formOf([["name", ""]]))).toEqual({ error: "malformed", fields: { name: "" } });
    expect(steps).toEqual([]);
  });

  test("counts no use of the limit for a sender without access", async () => {
    const sent = formOf([
      ["name", "Shirt"],
      ["order", "theirs"],
    ]);
    expect(await save(null, sent)).toMatchObject({ error: "no_access" });
    expect(steps).toEqual(["access"]);
  });

  test("does nothing beyond the limit", async () => {
    withinLimit = false;
    expect(await save(null, good())).toMatchObject({ error: "rate_limited" });
    expect(steps).toEqual(["access", "limit changeOrder"]);
  });

  const strange: readonly (readonly [string, readonly unknown[]])[] = [
    ["no arguments", []],
    ["one argument too few", [good()]],
    ["one argument too many", [null, good(), "more"]],
    ["an object instead of a form", [null, { name: "Shirt", order: "mine" }]],
    ["a list instead of a form", [null, [["name", "Shirt"]]]],
    ["a map instead of a form", [null, new Map([["name", "Shirt"]])]],
    ["a promise instead of a form", [null, Promise.resolve(good())]],
    ["a function that throws instead of a form", [null, new Proxy(() => {}, { get: () => undefined })]],
    [
      "a file where text is expected",
      [
        null,
        formOf([
          ["name", new File(["x"], "x.txt")],
          ["order", "mine"],
        ]),
      ],
    ],
    [
      "a file beside the texts",
      [
        null,
        formOf([
          ["name", "Shirt"],
          ["order", "mine"],
          ["more", new File([], "")],
        ]),
      ],
    ],
    [
      "names of an object's prototype",
      [
        null,
        formOf([
          ["__proto__", "x"],
          ["constructor", "y"],
        ]),
      ],
    ],
  ];
  test.each(strange)("answers %s like any malformed form", async (_, given) => {
    expect(await Reflect.apply(save, undefined, given)).toMatchObject({ error: "malformed" });
    expect(steps).toEqual([]);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });

  test("takes the first of several fields with one name, and none of React's own", async () => {
    const echo = publicAction(z.tuple([form(z.record(z.string(), z.string()))]), {
      access: anyone,
      limit: { none: "a test" },
      act: async ([fields]): Promise<unknown> => fields,
      refuse: async () => "refused",
    });
    const sent = formOf([
      ["$ACTION_ID_1", "x"],
      ["name", "first"],
      ["name", "second"],
      ["__proto__", "x"],
    ]);
    expect(await echo(sent)).toEqual({ name: "first" });
    expect(steps).toEqual([]);
  });

  test("cleans the fields and reads none further than any limit", async () => {
    const sent = formOf([
      ["name", "C\u030ca\u0000\u202ec\u030cic\u0301"],
      ["order", "x".repeat(50_000)],
    ]);
    expect(await save(null, sent)).toEqual({ error: "no_access", fields: { name: "Čačić", order: "x".repeat(10_000) } });
  });

  const many = (fields: number, characters: number) =>
    formOf(Array.from({ length: fields }, (_, index) => [`${index}`, "x".repeat(characters)]));
  test.each([
    ["too many fields", many(1001, 1)],
    ["too much text", many(100, 1001)],
    ["a name that is too long", formOf([["x".repeat(100_001), ""]])],
  ])("answers %s like any malformed form", async (_, sent) => {
    const echo = publicAction(z.tuple([form(anyFields)]), {
      access: anyone,
      limit: { none: "a test" },
      act: async (): Promise<unknown> => "acted",
      refuse: async ({ error }) => error,
    });
    expect(await echo(sent)).toBe("malformed");
    expect(await echo(many(900, 90))).toBe("acted");
  });

  test("sends mail even if the action redirects, and passes errors on", async () => {
    const leave = publicAction(z.tuple([]), {
      access: anyone,
      limit: { none: "a test" },
      mails: true,
      act: async () => {
        throw new Error("left");
      },
      refuse: async () => undefined,
    });
    await expect(leave()).rejects.toThrow("left");
    expect(steps).toEqual(["mail"]);
  });
});

describe("apiRoute", () => {
  const input = z.object({
    params: z.object({ id: z.string().max(5) }),
    query: z.object({ page: z.coerce.number().optional() }),
    body: z.object({ name: z.string() }),
  });
  const route = apiRoute(input, {
    body: { type: "json", maxBytes: 40 },
    access: async (_, request) => {
      steps.push("access");
      return request.headers.get("authorization") === "Bearer me" ? "me" : undefined;
    },
    noAccess: 401,
    limit: "webhook",
    respond: async ({ params, query, body }, subject) => {
      steps.push("act");
      return Response.json({ ...params, ...query, ...body, subject });
    },
  });
  const ask = async (body: BodyInit | null, { query = "", type = "application/json", id = "a", authorization = "Bearer me" } = {}) =>
    await route(
      new Request(`https://shop.example/api/x${query}`, { method: "POST", body, headers: { "Content-Type": type, authorization } }),
      { params: Promise.resolve({ id }) },
    );

  async function expectProblem(response: Response, status: number) {
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({ type: "about:blank", title: expect.any(String), status });
  }

  test("passes the parsed input on, and forbids caching the answer", async () => {
    const response = await ask('{"name":"Čačić"}', { query: "?page=2" });
    expect(await response.json()).toEqual({ id: "a", page: 2, name: "Čačić", subject: "me" });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(steps).toEqual(["access", "limit webhook", "act"]);
  });

  test.each([
    ["a body that is not JSON", "name=x", {}, 400],
    ["a body cut short", '{"name":"x', {}, 400],
    ["no body", null, {}, 400],
    ["bytes that are not UTF-8", Buffer.from('{"name":"\xff"}', "latin1"), {}, 400],
    ["JSON with the wrong shape", '{"name":1}', {}, 400],
    ["a list", "[]", {}, 400],
    ["names of an object's prototype", '{"__proto__":{"name":"x"}}', {}, 400],
    ["a form", "name=x", { type: "application/x-www-form-urlencoded" }, 415],
    ["JSON with the wrong content type", '{"name":"x"}', { type: "text/plain" }, 415],
    ["a body over its limit", JSON.stringify({ name: "x".repeat(40) }), {}, 413],
    ["an invalid parameter", '{"name":"x"}', { id: "too-long" }, 400],
    ["an invalid query", '{"name":"x"}', { query: "?page=x" }, 400],
  ] as const)("answers %s with a problem document, before any other step", async (_, body, options, status) => {
    await expectProblem(await ask(body, options), status);
    expect(steps).toEqual([]);
  });

  test("demands a bearer token of a sender without access, and counts no use of the limit", async () => {
    const response = await ask('{"name":"x"}', { authorization: "Bearer other" });
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    await expectProblem(response, 401);
    expect(steps).toEqual(["access"]);
  });

  test("says when to retry once the limit is exceeded", async () => {
    withinLimit = false;
    const response = await ask('{"name":"x"}');
    expect(response.headers.get("retry-after")).toBe("60");
    await expectProblem(response, 429);
    expect(steps).toEqual(["access", "limit webhook"]);
  });
});

describe("a body", () => {
  const raw = (maxBytes: number) =>
    apiRoute(z.object({ body: z.string() }), {
      body: { type: "text", maxBytes },
      access: anyone,
      limit: { none: "a test" },
      respond: async ({ body }) => new Response(body),
    });
  const context = { params: Promise.resolve({}) };

  test("is read in full up to its limit in bytes, including multi-byte characters", async () => {
    const bytes = new TextEncoder().encode("Čačić");
    const request = () => new Request("http://shop.example/", { method: "POST", body: bytes });
    expect(await (await raw(bytes.byteLength)(request(), context)).text()).toBe("Čačić");
    expect((await raw(bytes.byteLength - 1)(request(), context)).status).toBe(413);
  });

  test("is read no further once it is too long", async () => {
    let count = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          count += 1;
          if (count > 5) controller.close();
          else controller.enqueue(new TextEncoder().encode("four"));
        },
      },
      { highWaterMark: 0 },
    );
    // Node asks for `duplex`, which the browser's types don't know.
    const init = { method: "POST", body, duplex: "half" };
    expect((await raw(7)(new Request("http://shop.example/", init), context)).status).toBe(413);
    expect(count).toBeLessThan(5);
  });
});
