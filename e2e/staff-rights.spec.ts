import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { STAFF_ROUTES } from "@/app/_server/staff-routes";
import { ROLES, type Role } from "@/db/schema/staff";
import { may, PERMISSIONS, type Permission } from "@/lib/auth/permissions";
import { TEST_BUILD, TEST_SHOP } from "@/scripts/test-shop-address";
import { createOrder } from "./factories";
import { expect, test } from "./fixtures";
import { signInAs } from "./staff";

const SENDERS = [...ROLES, "signed out"] as const;
type Sender = (typeof SENDERS)[number];

const isAllowed = (sender: Sender, permission: Permission) => sender !== "signed out" && may(sender, permission);

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(TEST_BUILD, file), "utf8"));

/** Every route of the build, as addresses with their parameters in brackets. */
const routes = Object.values(z.record(z.string(), z.string()).parse(read("app-path-routes-manifest.json")));

const actionsSchema = z.object({
  node: z.record(z.string(), z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) })),
});
const actions = Object.entries(actionsSchema.parse(read("server/server-reference-manifest.json")).node)
  .filter(([, { filename }]) => filename.startsWith("app/admin/"))
  .map(([id, { filename, exportedName, workers }]) => ({ id, filename, name: exportedName, page: pageOf(Object.keys(workers)[0] ?? "") }));

/** `app/admin/(desk)/orders/[reference]/page` is `/admin/orders/[reference]`. */
function pageOf(worker: string): string {
  return worker
    .replace(/^app/, "")
    .replaceAll(/\/\([^)]+\)/g, "")
    .replace(/\/page$/, "");
}

/** The right that an exported action or handler asks for, in its source; undefined if it is not for staff. */
function permissionIn(source: string, name: string, wrapper: string): Permission | undefined {
  const found = new RegExp(`export const ${name} = ${wrapper}\\(\\s*"([^"]+)"`).exec(source)?.[1];
  return PERMISSIONS.find((permission) => permission === found);
}

/** Of nothing: a handler that may be used answers for it with a problem of its own. */
const UNKNOWN_ID = "not-an-id";

/** The actions that serve people without a session, and those that leave it. */
const FOR_ANYBODY = ["accept", "beginPasskeyAnswer", "signIn", "signInWithPasskey", "signOut"];

test("every route, action and handler of the back office answers each role as the table of permissions says", async ({ browser, db }) => {
  const { reference } = await createOrder(db);
  const fill = (address: string) => address.replace("[reference]", reference).replace("[id]", UNKNOWN_ID);
  const pages = routes.filter((route) => route === "/admin" || route.startsWith("/admin/"));
  expect(pages.toSorted()).toEqual(Object.keys(STAFF_ROUTES).toSorted());
  const handlers = routes.filter((route) => route.startsWith("/api/admin/"));
  expect(handlers.length).toBeGreaterThanOrEqual(2);
  const unknown = actions.filter(({ filename, name }) => !permissionIn(readFileSync(filename, "utf8"), name, "staffAction"));
  expect(unknown.map(({ name }) => name).toSorted()).toEqual(FOR_ANYBODY.toSorted());
  const wrong: string[] = [];
  for (const sender of SENDERS) {
    const context = await browser.newContext({ baseURL: TEST_SHOP });
    if (sender !== "signed out") await signInAs(context, db, sender satisfies Role);
    const check = (what: string, isRight: boolean, got: unknown) => {
      if (!isRight) wrong.push(`${sender}: ${what} answered ${got}`);
    };
    for (const [route, permission] of Object.entries(STAFF_ROUTES)) {
      const status = (await context.request.get(fill(route), { maxRedirects: 0 })).status();
      const expected = permission === null || isAllowed(sender, permission) ? 200 : sender === "signed out" ? 303 : 403;
      check(route, status === expected, status);
    }
    for (const route of handlers) {
      const source = readFileSync(path.join("app", route, "route.ts"), "utf8");
      for (const [, method = ""] of source.matchAll(/export const (\w+) = /g)) {
        const permission = permissionIn(source, method, "staffRoute");
        const status = (
          await context.request.fetch(fill(route), { method, ...(method !== "GET" && { data: {} }), maxRedirects: 0 })
        ).status();
        check(`${method} ${route}`, permission !== undefined && (status !== 404) === isAllowed(sender, permission), status);
      }
    }
    for (const { id, filename, name, page } of actions) {
      const permission = permissionIn(readFileSync(filename, "utf8"), name, "staffAction");
      if (!permission) continue;
      const answer = await context.request.post(fill(page), {
        headers: { "Next-Action": id, Origin: TEST_SHOP, Accept: "text/x-component", "Content-Type": "text/plain;charset=UTF-8" },
        data: Buffer.from("[]"),
      });
      const error = /"error":"(\w+)"/.exec(await answer.text())?.[1];
      const refusal = error === "signed_out" || error === "forbidden" ? error : null;
      const expected = isAllowed(sender, permission) ? null : sender === "signed out" ? "signed_out" : "forbidden";
      check(`${filename} ${name}`, refusal === expected, error);
    }
    await context.close();
  }
  expect(wrong).toEqual([]);
});
