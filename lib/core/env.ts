import { z } from "zod";

/** `next build` prerenders without a database or secrets, so variables that the server needs at run time may be missing then. */
export const building = process.env.NEXT_PHASE === "phase-production-build";

/** Returns whether an address can be reached only from this machine, which allows weak secrets, load tests and stand-ins. */
export function isLoopback(address: string): boolean {
  const host = urlOf(address)?.hostname ?? "";
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

function urlOf(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}

/** Accepts a text that passes `test`; the message for a missing or wrong one describes the expected value. */
const text = (shouldBe: string, test: (value: string) => boolean) =>
  z.string({ error: `should be ${shouldBe}` }).refine(test, { error: `should be ${shouldBe}` });

const postgresUrl = text("a PostgreSQL address such as postgres://user:password@host:5432/shop", (value) =>
  /^postgres(ql)?:$/.test(urlOf(value)?.protocol ?? ""),
);

const integer = (least: number, most: number) =>
  text(
    `a whole number from ${least} to ${most}`,
    (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most,
  ).transform(Number);

const STAND_INS = [
  "STRIPE_API_BASE",
  "STRIPE_JS_URL",
  "PAYPAL_BASE_URL",
  "PAYPAL_JS_URL",
  "RESEND_BASE_URL",
  "UPSTASH_REDIS_REST_URL",
] as const;

const webAddress = (of: string) =>
  text(`the address of ${of} (https, or http for loopback addresses)`, (value) => {
    const protocol = urlOf(value)?.protocol;
    return protocol === "https:" || (protocol === "http:" && isLoopback(value));
  }).transform((value) => value.replace(/\/$/, ""));

const secret = text("a random text of at least 32 characters; `openssl rand -hex 32` makes one", (value) => value.length >= 16);

const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
/** The providers' real hosts; any other host is a stand-in's, and PayPal's sandbox counts as one. */
const PROVIDER_HOSTS = [
  { name: "STRIPE_API_BASE", host: /^api\.stripe\.com$/ },
  { name: "STRIPE_JS_URL", host: /^js\.stripe\.com$/ },
  { name: "PAYPAL_BASE_URL", host: /^(?!.*sandbox)([\w-]+\.)*paypal\.com$/ },
  { name: "PAYPAL_JS_URL", host: /^(?!.*sandbox)([\w-]+\.)*paypal\.com$/ },
] as const;

/** Variables that must be set together or not at all. */
const GROUPS = {
  S3_: ["S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
  STRIPE_: ["STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET"],
  PAYPAL_: ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"],
  UPSTASH_REDIS_REST_: ["UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"],
} as const;

/** Every variable that the shop reads; `.env.example` explains each. */
const variables = z.object({
  DATABASE_URL: postgresUrl,
  DIRECT_DATABASE_URL: postgresUrl.optional(),
  SITE_URL: text("the shop's address without a path, such as https://shop.example (http for loopback addresses only)", (value) => {
    const url = urlOf(value);
    return url?.origin === value.replace(/\/$/, "") && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(value)));
  }).transform((value) => value.replace(/\/$/, "")),
  INTERNAL_URL: text("an address such as http://10.0.0.5:3000", (value) => /^https?:$/.test(urlOf(value)?.protocol ?? ""))
    .transform((value) => value.replace(/\/$/, ""))
    .optional(),
  APP_SECRET: secret,
  APP_SECRET_PREVIOUS: secret.optional(),
  CRON_SECRET: secret,
  LOG_LEVEL: z.enum(levels, { error: `should be one of ${levels.join(", ")}` }).default("info"),
  MEDIA_DIR: z.string().default(".data/media"),
  S3_ENDPOINT: text("the address of an S3-compatible store", (value) => /^https?:$/.test(urlOf(value)?.protocol ?? "")).optional(),
  S3_REGION: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  STRIPE_SECRET_KEY: text("a secret key (sk_… or rk_…)", (value) => /^(sk|rk)_(live|test)_/.test(value)).optional(),
  STRIPE_PUBLISHABLE_KEY: text("a publishable key (pk_…)", (value) => /^pk_(live|test)_/.test(value)).optional(),
  STRIPE_WEBHOOK_SECRET: text("a webhook's signing secret (whsec_…)", (value) => value.startsWith("whsec_")).optional(),
  STRIPE_API_BASE: webAddress("Stripe's API").default("https://api.stripe.com"),
  STRIPE_JS_URL: webAddress("Stripe's browser script").optional(),
  PAYPAL_CLIENT_ID: z.string().optional(),
  PAYPAL_CLIENT_SECRET: z.string().optional(),
  PAYPAL_WEBHOOK_ID: z.string().optional(),
  PAYPAL_BASE_URL: webAddress("PayPal's API").default("https://api-m.paypal.com"),
  PAYPAL_JS_URL: webAddress("PayPal's browser script").optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: webAddress("Resend's API").default("https://api.resend.com"),
  SMTP_URL: text("an address such as smtps://user:password@mail.example:465", (value) =>
    /^smtps?:$/.test(urlOf(value)?.protocol ?? ""),
  ).optional(),
  UPSTASH_REDIS_REST_URL: webAddress("an Upstash database").optional(),
  UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
  RATE_LIMIT_FACTOR: integer(1, 1_000_000).default(1),
  PSEUDO_LOCALE: z.enum(["on", "off"], { error: "should be on or off" }).default("off"),
  TRUSTED_PROXIES: integer(0, 10).default(0),
});

const PAYPAL_LIVE = /^api(-m)?\.paypal\.com$/;

const rules = variables.check((context) => {
  const given = context.value;
  const wrong = (name: keyof typeof given, message: string) =>
    context.issues.push({ code: "custom", input: undefined, path: [name], message });
  for (const [prefix, names] of Object.entries(GROUPS)) {
    if (!names.some((name) => given[name])) continue;
    for (const name of names.filter((name) => !given[name])) {
      wrong(name, `${names.length === 2 ? "is set together with the other" : `the ${prefix} keys are set all together or not at all`}`);
    }
  }
  const live = [given.STRIPE_SECRET_KEY, given.STRIPE_PUBLISHABLE_KEY].filter((key) => key?.includes("_live_")).length;
  if (live === 1) wrong("STRIPE_PUBLISHABLE_KEY", "and STRIPE_SECRET_KEY should both be live keys or both test keys");
  if (live > 0) {
    // Otherwise the shop would send real goods for test money, or a script of a third party would receive card numbers.
    for (const { name, host } of PROVIDER_HOSTS) {
      const address = given[name];
      if (address && !host.test(urlOf(address)?.host ?? "")) wrong(name, "leads to a stand-in while Stripe's keys are live ones");
    }
  }
  for (const other of ["CRON_SECRET", "APP_SECRET_PREVIOUS"] as const) {
    if (given[other] === given.APP_SECRET) wrong(other, "should differ from APP_SECRET");
  }
  if (isLoopback(given.SITE_URL)) return;
  for (const name of STAND_INS) {
    if (given[name] && isLoopback(given[name]))
      wrong(name, "leads to this machine: stand-ins serve only where SITE_URL is a loopback address too");
  }
  if (live === 0 && given.STRIPE_SECRET_KEY && given.PAYPAL_CLIENT_ID && PAYPAL_LIVE.test(urlOf(given.PAYPAL_BASE_URL)?.host ?? "")) {
    wrong("STRIPE_SECRET_KEY", "is a test key while PayPal is live: real goods would be sent for test cards");
  }
  if (!given.RESEND_API_KEY && !given.SMTP_URL) {
    wrong("RESEND_API_KEY", "set it or SMTP_URL, or no mail leaves the shop");
  }
  if (given.RATE_LIMIT_FACTOR !== 1) wrong("RATE_LIMIT_FACTOR", "may be set only where SITE_URL is a loopback address");
  if (given.PSEUDO_LOCALE === "on") wrong("PSEUDO_LOCALE", "may be on only where SITE_URL is a loopback address");
  for (const name of ["APP_SECRET", "APP_SECRET_PREVIOUS", "CRON_SECRET"] as const) {
    if (given[name] && isWeak(given[name])) {
      wrong(name, "is too weak for a public address: at least 32 random characters (`openssl rand -hex 32` makes them)");
    }
  }
});

/** Returns whether a secret is short, repetitive or copied from an example. */
function isWeak(secret: string): boolean {
  return secret.length < 32 || new Set(secret).size < 10 || /change|example|secret|password|replace|your[-_ ]/i.test(secret);
}

export type Env = z.infer<typeof variables>;

/** Some variables are wrong or missing. The message names each and its expected value, never its actual value. */
export class EnvError extends Error {
  override name = "EnvError";
}

const DURING_BUILD = {
  DATABASE_URL: "postgres://none.invalid/build",
  SITE_URL: "http://localhost:3000",
  APP_SECRET: "used-by-no-running-server",
  CRON_SECRET: "used-by-no-running-scheduler",
};

/**
 * Parses the variables in `source`; an empty one counts as not set.
 * @throws {EnvError} naming every wrong variable
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>, duringBuild = false): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const parsed = rules.safeParse(duringBuild ? { ...DURING_BUILD, ...set } : set);
  if (parsed.success) return parsed.data;
  const wrong = new Map<string, string>();
  for (const { path, message } of parsed.error.issues) {
    const name = String(path[0]);
    if (!wrong.has(name)) wrong.set(name, `  ${name} ${name in set ? message : `is missing: ${message}`}`);
  }
  throw new EnvError(
    ["The shop can't start: its environment is not right (.env.example explains each variable).", ...wrong.values()].join("\n"),
  );
}

export const variableNames = Object.keys(variables.shape);

/** Returns the variables of a group, such as `STRIPE_`, that are not set: all of them or none. */
export function unsetVariables(group: keyof typeof GROUPS, given: Env): string[] {
  return GROUPS[group].filter((name) => !given[name]);
}

let parsedOnce: Env | undefined;

/** Returns the environment of this process, parsed at the first call. */
export function env(): Env {
  parsedOnce ??= parseEnv(process.env, building);
  return parsedOnce;
}
