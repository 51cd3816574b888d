import { expect, test } from "vitest";
import { staffPath } from "./staff-path";

test.each(["/admin", "/admin/staff", "/admin/orders/ORD-ABCDEFGH23?tab=money&page=2", "/admin?view=late"])(
  "%s is a page of the back office",
  (next) => {
    expect(staffPath(next)).toBe(next);
  },
);

test.each([
  "",
  "https://evil.example/admin",
  "//evil.example/admin",
  "/\\evil.example",
  "/admin\\@evil.example",
  "/administrator",
  "/admin/../cart",
  "/admin/%2e%2e/cart",
  "/admin/./../../cart",
  "/cart",
  "javascript:alert(1)",
  "/admin/sign-in?next=/admin",
  "/admin/x/../sign-in",
  "/admin/\nSet-Cookie: a=b",
])("%j is not: the first page opens", (next) => {
  expect(staffPath(next)).toBe("/admin");
});
