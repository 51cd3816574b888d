import { expect, test } from "vitest";
import { mayUseDevTools } from "./dev-access";

const request = (peer: string | undefined, host = "localhost:3000") => new Headers({ host, ...(peer ? { "x-peer-address": peer } : {}) });

test.each(["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])("a program on this machine (%s) may see the mailbox", (peer) => {
  expect(mayUseDevTools(request(peer))).toBe(true);
});

test.each(["192.168.1.20", "::ffff:192.168.1.20", "2001:db8::1", "1127.0.0.1", "unknown", undefined])("%s may not", (peer) => {
  expect(mayUseDevTools(request(peer))).toBe(false);
});

test("a page of another site whose name resolves to this machine may not", () => {
  expect(mayUseDevTools(request("127.0.0.1", "attacker.example:3000"))).toBe(false);
});
