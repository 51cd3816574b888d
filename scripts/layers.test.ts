import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** From the ground up. A room imports from its own floor and from those below it, types included. */
const FLOORS: readonly (readonly string[])[] = [
  ["lib/core"],
  ["db/schema", "messages"],
  ["db"],
  ["lib/tax", "lib/shipping", "lib/bank-slips"],
  ["lib/pricing"],
  [
    "lib/settings",
    "lib/catalog",
    "lib/inventory",
    "lib/promotions",
    "lib/media",
    "lib/customers",
    "lib/cart",
    "lib/outbox",
    "lib/alerts",
    "lib/audit",
    "lib/auth",
  ],
  ["lib/orders"],
  ["lib/payments"],
  ["lib/invoices", "lib/fiscal"],
  ["lib/fulfilment"],
  ["lib/settlement"],
  ["emails"],
  ["lib/checkout", "lib/refunds", "lib/returns", "lib/imports", "lib/jobs", "lib/mail", "lib/operations", "lib/analytics"],
  ["components"],
  ["app"],
];
const floorOf = new Map(FLOORS.flatMap((rooms, floor) => rooms.map((room) => [room, floor])));

type Import = { from: string; to: string };

const imports = readImports();

test("no circle of folders", () => {
  expect(findCircle(imports, path.dirname)).toBeUndefined();
});

test("every room of lib has its floor", () => {
  const rooms = new Set(imports.map(({ from }) => roomOf(from)).filter((room) => room.startsWith("lib/")));
  expect([...rooms].filter((room) => !floorOf.has(room))).toEqual([]);
});

test("imports run downward only", () => {
  expect(findUpward(imports)).toEqual([]);
});

test("an import up the stairs is found", () => {
  const upward = { from: "lib/orders/queries.ts", to: "lib/payments/queries.ts" };
  expect(findUpward([...imports, upward])).toEqual([upward]);
  const fromTheGround = { from: "db/schema/orders.ts", to: "lib/orders/status.ts" };
  expect(findUpward([...imports, fromTheGround])).toEqual([fromTheGround]);
});

test("a circle of folders is found, also where no two files import each other", () => {
  const circle = findCircle(
    [
      ...imports,
      { from: "lib/catalog/one.ts", to: "lib/media/one.ts" },
      { from: "lib/media/two.ts", to: "lib/promotions/one.ts" },
      { from: "lib/promotions/two.ts", to: "lib/catalog/two.ts" },
    ],
    path.dirname,
  );
  expect(circle).toEqual(expect.arrayContaining(["lib/catalog", "lib/media", "lib/promotions"]));
});

/** Every import of one project file by another. Tests are left out: they look into any room. */
function readImports(): Import[] {
  const files = execFileSync("git", ["ls-files", "-z", "*.ts", "*.tsx", "*.mjs"], { encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "" && !/\.test\.tsx?$/.test(file));
  const known = new Set(files);
  const found = files.flatMap((from) => {
    const specifiers = readFileSync(from, "utf8").matchAll(/(?:from|import)\s*\(?\s*"([@.][^"]*)"/g);
    return [...specifiers].flatMap(([, name = ""]) => {
      const base = name.startsWith("@/") ? name.slice(2) : path.join(path.dirname(from), name);
      const to = [`${base}.ts`, `${base}.tsx`, base].find((candidate) => known.has(candidate));
      return to ? [{ from, to }] : [];
    });
  });
  // A pattern that matches nothing would let everything pass.
  expect(found.length).toBeGreaterThan(1000);
  return found;
}

/** `lib/orders` and `db/schema` are rooms, and so is each other folder at the top. */
function roomOf(file: string): string {
  const [top = "", second = ""] = file.split("/");
  const inner = `${top}/${second}`;
  return floorOf.has(inner) || top === "lib" ? inner : top;
}

function findUpward(edges: readonly Import[]): Import[] {
  return edges.filter(({ from, to }) => {
    const [low, high] = [floorOf.get(roomOf(from)), floorOf.get(roomOf(to))];
    return low !== undefined && high !== undefined && high > low;
  });
}

/** The folders of one circle, in no order; undefined where there is none. */
function findCircle(edges: readonly Import[], folderOf: (file: string) => string): string[] | undefined {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    const [source, target] = [folderOf(from), folderOf(to)];
    if (source !== target) targets.set(source, (targets.get(source) ?? new Set()).add(target));
  }
  const done = new Set<string>();
  const walk = (folder: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(folder)) return trail.slice(trail.indexOf(folder));
    if (done.has(folder)) return undefined;
    for (const target of targets.get(folder) ?? []) {
      const circle = walk(target, [...trail, folder]);
      if (circle) return circle;
    }
    done.add(folder);
    return undefined;
  };
  for (const folder of targets.keys()) {
    const circle = walk(folder, []);
    if (circle) return circle;
  }
  return undefined;
}
