import { channel } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test, vi } from "vitest";
import { log } from "@/lib/core/log";
import { clientAddress, isDecodable, markRequests, networkOf } from "./request-context";
import { isRouterState } from "./router-state";

const request = (forwarded?: string) =>
  new Headers({ "x-peer-address": "198.51.100.1", ...(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }) });

test.each([
  ["reached directly, the socket's address counts", undefined, 0, "198.51.100.1"],
  ["reached directly, the client's own claim is ignored", "203.0.113.9", 0, "198.51.100.1"],
  ["behind one proxy, the address that it added counts", "203.0.113.9", 1, "203.0.113.9"],
  ["behind one proxy, the client's own entries are ignored", "10.6.6.6, 203.0.113.9", 1, "203.0.113.9"],
  ["behind two proxies, the outer one's entry counts", "10.6.6.6, 203.0.113.9, 192.0.2.7", 2, "203.0.113.9"],
  ["a chain shorter than expected gives its outermost entry", "203.0.113.9", 3, "203.0.113.9"],
  ["an empty chain gives the socket's address", " , ", 1, "198.51.100.1"],
] as const)("%s", (_, forwarded, trustedProxies, expected) => {
  expect(clientAddress(request(forwarded), trustedProxies)).toBe(expected);
});

test.each([
  ["/products/%C4%8Daj?q=%C5%A1al", true],
  ["/search?q=100%", true],
  ["/products/%E0%A4%A", false],
  ["/products/%", false],
  ["/media/%ff", false],
  ["/api/orders/x/invoice?token=%", false],
  ["/api/orders/x/invoice?token=%25", true],
])("%s can be decoded: %s", (url, expected) => {
  expect(isDecodable(url)).toBe(expected);
});

test.each([
  ['["",{"children":["__PAGE__",{}]},null,"refetch",16]', true],
  ['["",{"children":[["locale","hr","d",null],{"children":["(shop)",{}]}]},null,null,null]', true],
  ['["",{"children":[["slug","a b","d",["new"]],{}]}]', true],
  ["garbage", false],
  ["%", false],
  ["null", false],
  ["[]", false],
  ['[""]', false],
  ['["",{"children":1}]', false],
  ['["",{},null,"everything"]', false],
  ['["",{},null,null,null,"",1]', false],
] as const)("the router state %s can be read: %s", (state, expected) => {
  expect(isRouterState(state === "%" ? state : encodeURIComponent(state))).toBe(expected);
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["203.0.113.9:4711", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::1", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::2]:443", "2001:db8:1:2::/64"],
  ["2001:db8:1:3::1", "2001:db8:1:3::/64"],
  ["fe80::1%eth0", "fe80::/64"],
  ["unknown", "unknown"],
])("%s counts for the network %s", (address, expected) => {
  expect(networkOf(address)).toBe(expected);
});

test("a shop behind a proxy that it doesn't know warns of it once", () => {
  const warn = vi.spyOn(log, "warn");
  markRequests();
  const ask = (headers: Readonly<Record<string, string>>) => {
    const message = Object.assign(new IncomingMessage(new Socket()), { method: "GET", url: "/" });
    Object.assign(message.headers, headers);
    channel("http.server.request.start").publish({ request: message });
  };
  ask({});
  expect(warn).not.toHaveBeenCalled();
  ask({ "x-forwarded-for": "203.0.113.9" });
  ask({ "x-forwarded-for": "203.0.113.9" });
  ask({ forwarded: "for=203.0.113.9" });
  expect(warn.mock.calls).toEqual([[expect.stringContaining("TRUSTED_PROXIES")]]);
});
