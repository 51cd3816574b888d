import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** From the bottom up. A module imports from its own layer and from those below it, types included. */
const LAYERS: readonly (readonly string[])[] = [
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
const layerOf = new Map(LAYERS.flatMap((modules, layer) => modules.map((module) => [module, layer])));

type Import = { from: string; to: string };

const imports = readImports();

test("folders form no cycle", () => {
  expect(findCycle(imports, path.dirname)).toBeUndefined();
});

test("every module of lib has its layer", () => {
  const modules = new Set(imports.map(({ from }) => moduleOf(from)).filter((module) => module.startsWith("lib/")));
  expect([...modules].filter((module) => !layerOf.has(module))).toEqual([]);
});

test("imports run downward only", () => {
  expect(findUpward(imports)).toEqual([]);
});

test("finds an import from a higher layer", () => {
  const upward = { from: "lib/orders/queries.ts", to: "lib/payments/queries.ts" };
  expect(findUpward([...imports, upward])).toEqual([upward]);
  const fromTheBottom = { from: "db/schema/orders.ts", to: "lib/orders/status.ts" };
  expect(findUpward([...imports, fromTheBottom])).toEqual([fromTheBottom]);
});

test("finds a cycle of folders, even if no two files import each other", () => {
  const cycle = findCycle(
    [
      ...imports,
      { from: "lib/catalog/one.ts", to: "lib/media/one.ts" },
      { from: "lib/media/two.ts", to: "lib/promotions/one.ts" },
      { from: "lib/promotions/two.ts", to: "lib/catalog/two.ts" },
    ],
    path.dirname,
  );
  expect(cycle).toEqual(expect.arrayContaining(["lib/catalog", "lib/media", "lib/promotions"]));
});

/** Every import of one project file by another. Tests are excluded: they may import any module. */
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

/** `lib/orders` and `db/schema` are modules, and so is every other top-level folder. */
function moduleOf(file: string): string {
  const [top = "", second = ""] = file.split("/");
  const inner = `${top}/${second}`;
  return layerOf.has(inner) || top === "lib" ? inner : top;
}

function findUpward(edges: readonly Import[]): Import[] {
  return edges.filter(({ from, to }) => {
    const [low, high] = [layerOf.get(moduleOf(from)), layerOf.get(moduleOf(to))];
    return low !== undefined && high !== undefined && high > low;
  });
}

/** The folders of one cycle; undefined if there is none. */
function findCycle(edges: readonly Import[], folderOf: (file: string) => string): string[] | undefined {
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
      const cycle = walk(target, [...trail, folder]);
      if (cycle) return cycle;
    }
    done.add(folder);
    return undefined;
  };
  for (const folder of targets.keys()) {
    const cycle = walk(folder, []);
    if (cycle) return cycle;
  }
  return undefined;
}
