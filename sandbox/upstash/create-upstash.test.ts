import { createHash } from "node:crypto";
import { Redis } from "@upstash/redis";
import { afterAll, expect, test } from "vitest";
import { startSandbox } from "../start-sandbox";
import { upstashEnvironment } from "./create-upstash";

const sandbox = await startSandbox({ port: 0, shopUrl: "http://localhost:3000" });
afterAll(() => sandbox.close());
const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = upstashEnvironment(sandbox.url);
const open = (setting = {}) => new Redis({ url, token, retry: false, ...setting });

test.each([{ enableAutoPipelining: false }, { enableAutoPipelining: true }])("answers Upstash's own client, %o", async (setting) => {
  const redis = open(setting);
  await redis.flushdb();
  expect(await redis.set("word", "čovjek")).toBe("OK");
  expect(await redis.get("word")).toBe("čovjek");
  expect(await redis.get("nothing")).toBeNull();
  expect(await redis.incrby("count", 3)).toBe(3);
  expect(await redis.pexpire("count", 60_000)).toBe(1);
  expect(await redis.multi().incr("count").get("word").exec()).toEqual([4, "čovjek"]);
});

test("runs scripts by their hash once it knows them", async () => {
  const redis = open();
  const script = '#!lua flags=allow-key-locking\nreturn {redis.call("INCRBY", KEYS[1], ARGV[1]), ARGV[2]}';
  const hash = createHash("sha1").update(script).digest("hex");
  await expect(redis.evalsha(hash, ["scripted"], ["2", "x"])).rejects.toThrow("NOSCRIPT");
  expect(await redis.eval(script, ["scripted"], ["2", "x"])).toEqual([2, "x"]);
  expect(await redis.evalsha(hash, ["scripted"], ["2", "x"])).toEqual([4, "x"]);
  expect(await redis.scriptLoad("return 7")).toBe(createHash("sha1").update("return 7").digest("hex"));
});

test("rejects a wrong token, a malformed command and an unknown one", async () => {
  await expect(open({ token: "wrong" }).get("word")).rejects.toThrow("WRONGPASS");
  const post = (body: string) => fetch(url, { method: "POST", body, headers: { authorization: `Bearer ${token}` } });
  for (const body of ["", "{}", "[]", '["NO-SUCH-COMMAND"]']) expect((await post(body)).status).toBe(400);
});

test("discards the least recently used keys when there are too many", async () => {
  const redis = open();
  await redis.set("first", 1);
  await redis.set("second", 2);
  const others = redis.pipeline();
  for (let count = 3; count <= 10_001; count++) others.set(`key-${count}`, count);
  await others.exec();
  expect([await redis.get("second"), await redis.get("key-3"), await redis.get("first")]).toEqual([2, 3, null]);
});

test("discards everything when it is reset", async () => {
  await open().set("word", "one");
  sandbox.reset();
  expect(await open().get("word")).toBeNull();
});
