import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { createLog, logContext } from "./log";

function capture() {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? "{}") };
}

const PERSONAL = {
  email: "Ana.Anić+shop@primjer.hr",
  phone: "+385 91 234 5678",
  iban: "HR12 1001 0051 8630 0016 0",
  card: "4242 4242 4242 4242",
  token: "q7Yx0fW2mB8vK5nLr3TzJ6cD1hG4sPaEuXoIi9kMbQw",
  key: "sk_live_51Habcdefghijk",
  street: "Ilica 242, stan 7",
  firstName: "Dragutin",
  password: "hunter2!",
};

function expectNothingPersonal(text: string) {
  for (const value of Object.values(PERSONAL)) expect(text).not.toContain(value);
}

test("writes JSON with the level's name, the time and the request's id", () => {
  const { log, last } = capture();
  logContext.run({ requestId: "request-1" }, () => log.info({ orderId: "6f9619ff-8b86-4011-b42d-00c04fc964ff", lines: 3 }, "order placed"));
  expect(last()).toMatchObject({
    level: "info",
    requestId: "request-1",
    orderId: "6f9619ff-8b86-4011-b42d-00c04fc964ff",
    lines: 3,
    msg: "order placed",
  });
  expect(Date.parse(last().time)).toBeGreaterThan(0);
});

test("removes personal data from a logged error", () => {
  const { log, lines, last } = capture();
  const fromDatabase = Object.assign(new Error(`invalid input syntax for type uuid: "${PERSONAL.firstName}"`), {
    name: "PostgresError",
    code: "22P02",
    constraint_name: "customers_email",
    detail: `Key (email)=(${PERSONAL.email}) already exists.`,
    parameters: [PERSONAL.email, PERSONAL.street],
    query: `select '${PERSONAL.firstName}'`,
  });
  const error = new DrizzleQueryError("insert into orders values ($1, $2)", [PERSONAL.email, PERSONAL.street], fromDatabase);
  log.error({ err: error, customer: { ...PERSONAL, address: { address: PERSONAL.street } } }, "could not place the order");
  log.error(new Error(`${PERSONAL.email} called from ${PERSONAL.phone}, pays from ${PERSONAL.iban} or ${PERSONAL.card}`));
  log.warn(`link of ${PERSONAL.email}: /track/${PERSONAL.token}?key=${PERSONAL.key}`);
  expectNothingPersonal(lines.join("\n"));
  expect(JSON.parse(lines[0] ?? "{}").err).toMatchObject({
    type: "Error",
    message: "Failed query: insert into orders values ($1, $2)",
    cause: { type: "PostgresError", code: "22P02", constraint_name: "customers_email", stack: expect.stringContaining("    at ") },
  });
  expect(last().msg).toBe("link of [email]: /track/[token]?key=[secret]");
});

test("hides secrets at any depth and under any spelling of their names", () => {
  const { log, lines } = capture();
  log.info({ request: { headers: { cookie: PERSONAL.password }, "set-cookie": PERSONAL.password } }, "seen");
  log.info({ CRON_SECRET: PERSONAL.password, apiKey: PERSONAL.password, list: [{ Authorization: PERSONAL.password }] }, "seen");
  log.info({ url: `postgres://shop:${PERSONAL.password}@db/shop`, at: `connect postgres://shop:${PERSONAL.password}@db/shop` }, "seen");
  expectNothingPersonal(lines.join("\n"));
});

test("keeps values that help to find a fault", () => {
  const { log, last } = capture();
  const harmless = { reference: "ORD-7K2M9QX4TR", sku: "BN-TEE-CLAY-M", job: "clean-carts", ms: 1795420000000, ok: true, none: null };
  log.info(harmless, "12 of 40 done at 2026-11-23T08:00:00.000Z");
  expect(last()).toMatchObject({ ...harmless, msg: "12 of 40 done at 2026-11-23T08:00:00.000Z" });
});

test("logs a value that contains itself", () => {
  const { log, lines } = capture();
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  log.info(circle, "round");
  expect(lines).toHaveLength(1);
});

test.each([
  ["one long word", "a".repeat(1_000_000)],
  ["words", "aaaa ".repeat(200_000)],
  ["hyphens", "a-".repeat(500_000)],
  ["digits", "1 ".repeat(500_000)],
  ["dots", "a@a.".repeat(250_000)],
  ["schemes", "a://".repeat(250_000)],
  ["quotes", ': "'.repeat(330_000)],
  ["spaces", `Bearer${" ".repeat(1_000_000)}`],
])("logs a megabyte of %s at once, and only its beginning", (_, text) => {
  const { log, lines } = capture();
  const started = performance.now();
  log.error({ err: new TypeError(`Iterator value ${text} is not an entry object`), text, list: [text] }, text);
  log.error({ [text]: Array.from({ length: 100_000 }, () => "a") });
  expect(performance.now() - started).toBeLessThan(2000);
  expect(lines.join("").length).toBeLessThan(40_000);
});

test("removes personal data at the end of a text that is cut", () => {
  const { log, lines } = capture();
  for (const value of [PERSONAL.email, PERSONAL.token]) {
    for (let cut = 1; cut < value.length; cut += 1) log.info(`${"a ".repeat(2000).slice(cut)}${value} and more`);
  }
  expect(lines.join("")).not.toMatch(/Ana|q7Y/);
});

test("keeps the lines of an error's message out of its stack", () => {
  const { log, lines, last } = capture();
  log.error(new Error(`broken\n    at ${PERSONAL.street}\n    at ${PERSONAL.email}`));
  expectNothingPersonal(String(last().err.stack));
  expect(last().err.stack).toContain("log.test");
  expect(lines).toHaveLength(1);
});
