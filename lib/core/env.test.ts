import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EnvError, isLoopback, parseEnv, variableNames } from "./env";

const STRONG = "8f1e0c7b2a9d4e6f5c3b1a0987d6e5f4c3b2a190";
const local = {
  DATABASE_URL: "postgres://shop:pw@127.0.0.1/shop",
  SITE_URL: "http://localhost:3000",
  APP_SECRET: "local-but-long-enough",
  CRON_SECRET: "another-local-and-long-enough",
};
const STRONG_TOO = "b7d90e2f4c6a8135970f1e2d3c4b5a69788f0e1d";
const live = { ...local, SITE_URL: "https://shop.example", APP_SECRET: STRONG, CRON_SECRET: STRONG_TOO, RESEND_API_KEY: "re_key" };

function complaint(source: Record<string, string | undefined>): string {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return "";
}

describe("parseEnv", () => {
  test("sets defaults and converts figures to numbers", () => {
    expect(parseEnv({ ...local, TRUSTED_PROXIES: "2" })).toMatchObject({
      LOG_LEVEL: "info",
      MEDIA_DIR: ".data/media",
      RATE_LIMIT_FACTOR: 1,
      TRUSTED_PROXIES: 2,
    });
  });

  test("names every missing variable in one message", () => {
    const lines = complaint({}).split("\n");
    expect(lines.slice(1).map((line) => line.trim().split(" ")[0])).toEqual(["DATABASE_URL", "SITE_URL", "APP_SECRET", "CRON_SECRET"]);
    expect(lines.slice(1).every((line) => line.includes("is missing: should be"))).toBe(true);
  });

  test("treats an empty variable as missing", () => {
    expect(complaint({ ...local, DATABASE_URL: "  " })).toContain("DATABASE_URL is missing");
  });

  test("describes the expected value of a wrong variable, and never shows its actual value", () => {
    const message = complaint({
      ...local,
      DATABASE_URL: "mysql://root:hunter2@db/shop",
      LOG_LEVEL: "loud-hunter2",
      CRON_SECRET: "hunter2",
    });
    expect(message).toContain("DATABASE_URL should be a PostgreSQL address");
    expect(message).toContain("LOG_LEVEL should be one of trace, debug");
    expect(message).toContain("CRON_SECRET should be a random text");
    expect(message).not.toContain("hunter2");
  });

  test.each(["shop.example", "http://shop.example", "https://shop.example/shop", "ftp://shop.example", "http://127.0.0.1.shop.example"])(
    "rejects %s as the shop's address",
    (SITE_URL) => {
      expect(complaint({ ...live, SITE_URL })).toContain("SITE_URL should be");
    },
  );

  test("removes the trailing slash from the shop's address", () => {
    expect(parseEnv({ ...live, SITE_URL: "https://shop.example/" }).SITE_URL).toBe("https://shop.example");
  });

  test.each(["0123456789abcdef", "change-me-to-something-very-long-and-random", "a".repeat(64)])(
    "rejects the weak secret %s on a public address only",
    (weak) => {
      for (const name of ["APP_SECRET", "APP_SECRET_PREVIOUS", "CRON_SECRET"]) {
        expect(complaint({ ...live, [name]: weak })).toContain(`${name} is too weak`);
        expect(complaint({ ...local, [name]: weak })).toBe("");
      }
    },
  );

  test("asks for APP_SECRET in one clear sentence if only CRON_SECRET is set", () => {
    expect(
      complaint({ ...live, APP_SECRET: undefined })
        .split("\n")
        .slice(1),
    ).toEqual(["  APP_SECRET is missing: should be a random text of at least 32 characters; `openssl rand -hex 32` makes one"]);
  });

  test("requires different secrets", () => {
    expect(complaint({ ...live, CRON_SECRET: STRONG })).toContain("CRON_SECRET should differ from APP_SECRET");
    expect(complaint({ ...local, APP_SECRET_PREVIOUS: local.APP_SECRET })).toContain("APP_SECRET_PREVIOUS should differ from APP_SECRET");
    expect(complaint({ ...live, APP_SECRET_PREVIOUS: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567" })).toBe("");
  });

  test("raises rate limits on loopback addresses only", () => {
    expect(parseEnv({ ...local, RATE_LIMIT_FACTOR: "100" }).RATE_LIMIT_FACTOR).toBe(100);
    expect(complaint({ ...live, RATE_LIMIT_FACTOR: "100" })).toContain("RATE_LIMIT_FACTOR may be set only where");
    expect(complaint({ ...local, RATE_LIMIT_FACTOR: "0" })).toContain("RATE_LIMIT_FACTOR should be a whole number from 1");
  });

  test("offers the pseudo-locale on loopback addresses only", () => {
    expect(parseEnv({ ...local, PSEUDO_LOCALE: "on" }).PSEUDO_LOCALE).toBe("on");
    expect(complaint({ ...live, PSEUDO_LOCALE: "on" })).toContain("PSEUDO_LOCALE may be on only where");
  });

  test("requires all of the picture store's variables or none", () => {
    const message = complaint({ ...live, S3_BUCKET: "pictures", S3_REGION: "eu-central-1" });
    for (const name of ["S3_ENDPOINT", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]) expect(message).toContain(`${name} is missing`);
    expect(message).not.toContain("S3_REGION");
  });

  const stripe = { STRIPE_SECRET_KEY: "sk_test_1", STRIPE_PUBLISHABLE_KEY: "pk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1" };

  test("requires all of a provider's keys or none", () => {
    expect(complaint({ ...live, ...stripe })).toBe("");
    expect(complaint({ ...local, ...stripe, STRIPE_WEBHOOK_SECRET: undefined })).toContain(
      "STRIPE_WEBHOOK_SECRET is missing: the STRIPE_ keys are set all together or not at all",
    );
    expect(complaint({ ...local, PAYPAL_CLIENT_ID: "id" })).toContain("PAYPAL_CLIENT_SECRET is missing");
    expect(complaint({ ...local, UPSTASH_REDIS_REST_URL: "https://x.upstash.example" })).toContain("UPSTASH_REDIS_REST_TOKEN is missing");
  });

  test("rejects live keys together with test keys or a stand-in's address", () => {
    const liveKeys = { ...stripe, STRIPE_SECRET_KEY: "sk_live_1", STRIPE_PUBLISHABLE_KEY: "pk_live_1" };
    expect(complaint({ ...live, ...liveKeys })).toBe("");
    expect(complaint({ ...local, ...liveKeys, STRIPE_API_BASE: "http://127.0.0.1:4020" })).toContain("STRIPE_API_BASE leads to a stand-in");
    for (const address of ["https://api-m.sandbox.paypal.com", "https://paypal.com.example"]) {
      expect(complaint({ ...live, ...liveKeys, PAYPAL_BASE_URL: address })).toContain("PAYPAL_BASE_URL leads to a stand-in");
      expect(complaint({ ...live, ...liveKeys, STRIPE_JS_URL: address })).toContain("STRIPE_JS_URL leads to a stand-in");
    }
    expect(complaint({ ...live, ...stripe, PAYPAL_BASE_URL: "https://api-m.sandbox.paypal.com" })).toBe("");
    expect(complaint({ ...local, ...stripe, STRIPE_SECRET_KEY: "sk_live_1" })).toContain("both be live keys or both test keys");
  });

  test("rejects Stripe's test keys beside a live PayPal on a public address", () => {
    const paypal = { PAYPAL_CLIENT_ID: "id", PAYPAL_CLIENT_SECRET: "secret", PAYPAL_WEBHOOK_ID: "webhook" };
    const refused = "STRIPE_SECRET_KEY is a test key while PayPal is live: real goods would be sent for test cards";
    for (const key of ["sk_test_1", "rk_test_1"])
      expect(complaint({ ...live, ...stripe, ...paypal, STRIPE_SECRET_KEY: key })).toContain(refused);
    expect(complaint({ ...live, ...stripe, ...paypal, PAYPAL_BASE_URL: "https://api.paypal.com" })).toContain(refused);
    expect(complaint({ ...live, ...stripe, ...paypal, PAYPAL_BASE_URL: "https://api-m.sandbox.paypal.com" })).toBe("");
    expect(complaint({ ...local, ...stripe, ...paypal })).toBe("");
  });

  test("allows stand-ins for a shop on a loopback address only", () => {
    const standIn = { ...stripe, STRIPE_API_BASE: "http://127.0.0.1:4020" };
    expect(complaint({ ...local, ...standIn })).toBe("");
    expect(complaint({ ...live, ...standIn })).toContain("STRIPE_API_BASE leads to this machine");
    expect(complaint({ ...local, STRIPE_API_BASE: "http://stand-in.example" })).toContain(
      "STRIPE_API_BASE should be the address of Stripe's API",
    );
  });

  test("requires a mail transport on a public address", () => {
    expect(complaint({ ...live, RESEND_API_KEY: undefined })).toContain("RESEND_API_KEY is missing: set it or SMTP_URL");
    expect(complaint({ ...live, RESEND_API_KEY: undefined, SMTP_URL: "smtps://shop:pw@mail.example:465" })).toBe("");
    expect(complaint({ ...local, SMTP_URL: "https://mail.example" })).toContain("SMTP_URL should be");
  });

  test("allows a build without a database and secrets, but not with wrong ones", () => {
    expect(parseEnv({}, true).SITE_URL).toBe("http://localhost:3000");
    expect(() => parseEnv({ DATABASE_URL: "nonsense" }, true)).toThrow(EnvError);
  });
});

test.each([
  ["http://localhost:3000", true],
  ["http://shop.localhost", true],
  ["http://127.8.0.1:4020", true],
  ["http://[::1]:3000", true],
  ["https://localhost.example", false],
  ["http://10.0.0.1", false],
  ["nonsense", false],
])("%s is a loopback address: %s", (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

test(".env.example names and explains every variable", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  const named = new Set(lines.map((line) => /^(?:# )?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1]));
  for (const name of variableNames) expect(named).toContain(name);
});

test.each(["APP_SECRET", "CRON_SECRET"])("the %s of .env.example is accepted on a loopback address only", (name) => {
  const example = new RegExp(`^${name}=(.*)$`, "m").exec(readFileSync(".env.example", "utf8"))?.[1];
  expect(complaint({ ...local, [name]: example })).toBe("");
  expect(complaint({ ...live, [name]: example })).toContain(`${name} is too weak`);
});
